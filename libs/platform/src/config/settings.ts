import { z } from 'zod';

import { LIMITS } from '#kernel';

import { Secret } from './secret.js';

/** One environment variable: what it looks like, what it is when absent, and what it is for. */
interface Setting<T extends z.ZodType> {
  readonly schema: T;
  /** Expected form, in words; completes "must be …". */
  readonly form: string;
  /** What holds when it is absent, in words. */
  readonly absent: string;
  readonly meaning: string;
}

function setting<T extends z.ZodType>(setting: Setting<T>): Setting<T> {
  return setting;
}

const secret = (least: number) =>
  z
    .string()
    .min(least)
    .transform((text) => new Secret(text));
const secretUrl = (...protocols: readonly string[]) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))
    .transform((text) => new Secret(text));
const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .refine((number) => number >= least && number <= most);

const onOff = (absent: 'on' | 'off') =>
  z
    .enum(['on', 'off', 'true', 'false'])
    .default(absent)
    .transform((word) => word === 'on' || word === 'true');

const webUrl = z.url({ protocol: /^https?$/ });

const postgresUrl = secretUrl('postgres:', 'postgresql:');

/** Every variable that Averment reads. Secrets are of type `Secret` and never printed. */
export const SETTINGS = {
  AVERMENT_DATA_DIR: setting({
    schema: z.string().min(1).default('.averment'),
    form: 'a folder',
    absent: '`.averment` in the working folder',
    meaning: 'Raw evidence, signing keys and the embedded database.',
  }),
  AVERMENT_HOST: setting({
    schema: z.union([z.ipv4(), z.ipv6(), z.hostname()]).default('127.0.0.1'),
    form: 'a host name or IP address',
    absent: '`127.0.0.1`',
    meaning: 'Where the API listens. Put TLS in front before listening beyond this machine.',
  }),
  AVERMENT_PORT: setting({
    schema: integer(0, 65_535).default(8080),
    form: 'a port from 0 to 65535 (0: any free one)',
    absent: '`8080`',
    meaning: 'Where the API listens.',
  }),
  AVERMENT_DATABASE_URL: setting({
    schema: postgresUrl.optional(),
    form: 'postgres://averment_app:PASSWORD@HOST:PORT/DATABASE',
    absent: 'the embedded PostgreSQL (standalone only)',
    meaning: 'The database, as the application role, which row-level security binds.',
  }),
  AVERMENT_DATABASE_OWNER_URL: setting({
    schema: postgresUrl.optional(),
    form: 'postgres://OWNER:PASSWORD@HOST:PORT/DATABASE',
    absent: 'no migration at start',
    meaning: 'The same database, as the owner of its tables: migrates at start and gives the roles their passwords.',
  }),
  AVERMENT_DATABASE_AUTH_PASSWORD: setting({
    schema: secret(16).optional(),
    form: 'at least 16 characters',
    absent: 'none; needed with AVERMENT_DATABASE_URL',
    meaning: 'Password of the role `averment_auth`, which recognises who asks and writes nothing.',
  }),
  AVERMENT_DATABASE_RELAY_PASSWORD: setting({
    schema: secret(16).optional(),
    form: 'at least 16 characters',
    absent: 'none; needed with AVERMENT_DATABASE_URL',
    meaning: 'Password of the role `averment_relay`, which sees nothing but the outbox and states of work.',
  }),
  AVERMENT_QUEUE: setting({
    schema: z.enum(['postgres', 'redis']).default('postgres'),
    form: '`postgres` or `redis`',
    absent: '`postgres`',
    meaning: 'What the job queue runs on. Losing it loses nothing.',
  }),
  AVERMENT_REDIS_URL: setting({
    schema: secretUrl('redis:', 'rediss:').optional(),
    form: 'redis://[USER:PASSWORD@]HOST:PORT[/DB] or rediss://…',
    absent: 'none; needed with AVERMENT_QUEUE=redis',
    meaning: 'The Redis of the queue, with maxmemory-policy noeviction.',
  }),
  AVERMENT_KEY_PASSPHRASE: setting({
    schema: secret(12).optional(),
    form: 'at least 12 characters',
    absent: 'one is made and kept in the data folder (standalone only)',
    meaning: "Opens the organizations' signing keys. Losing it means new keys.",
  }),
  AVERMENT_SIGNER: setting({
    schema: z.enum(['file', 'pkcs11', 'vault', 'keyless']).default('file'),
    form: '`file`, `pkcs11`, `vault` or `keyless`',
    absent: '`file`',
    meaning:
      "Who holds the organizations' signing keys. `keyless` signs attestations alone; the keys for all else lie in files. See docs/signing.md.",
  }),
  AVERMENT_SIGNER_KEY: setting({
    schema: z
      .string()
      .regex(/^[\w.{}-]{1,96}$/)
      .default('averment-{organization}'),
    form: 'a name with `{organization}` in it',
    absent: '`averment-{organization}`',
    meaning:
      'Name of the key on a token or in Vault; `{organization}` stands for the id. Such keys are never made silently.',
  }),
  AVERMENT_PKCS11_MODULE: setting({
    schema: z.string().min(1).optional(),
    form: 'an absolute path',
    absent: 'none; needed with AVERMENT_SIGNER=pkcs11',
    meaning: 'The PKCS#11 module of the token. It is loaded by `pkcs11-tool` of OpenSC, which must be installed.',
  }),
  AVERMENT_PKCS11_TOKEN: setting({
    schema: z.string().min(1).max(32).optional(),
    form: 'a label of up to 32 characters',
    absent: 'none; needed with AVERMENT_SIGNER=pkcs11',
    meaning: 'Label of the token that holds the keys.',
  }),
  AVERMENT_PKCS11_PIN: setting({
    schema: secret(4).optional(),
    form: 'at least 4 characters',
    absent: 'none; most tokens want one',
    meaning: "The token's PIN. One that is refused is not tried again before a restart, because tokens lock.",
  }),
  AVERMENT_VAULT_URL: setting({
    schema: webUrl.optional(),
    form: 'https://HOST[:PORT]/MOUNT',
    absent: 'none; needed with AVERMENT_SIGNER=vault',
    meaning: 'The transit engine of HashiCorp Vault that holds the keys, of type ecdsa-p256.',
  }),
  AVERMENT_VAULT_TOKEN_FILE: setting({
    schema: z.string().min(1).optional(),
    form: 'a file',
    absent: 'AVERMENT_VAULT_TOKEN',
    meaning: 'Holds the token for Vault; read each time, so that an agent may renew it.',
  }),
  AVERMENT_VAULT_TOKEN: setting({
    schema: secret(8).optional(),
    form: 'at least 8 characters',
    absent: 'none; needed to sign by Vault',
    meaning: 'The token for Vault.',
  }),
  AVERMENT_VAULT_NAMESPACE: setting({
    schema: z
      .string()
      .regex(/^[\w./-]{1,256}$/)
      .optional(),
    form: 'a namespace',
    absent: 'none',
    meaning: 'The namespace of Vault Enterprise and HCP.',
  }),
  AVERMENT_VAULT_KEY_VERSION: setting({
    schema: integer(1, 1_000_000).optional(),
    form: 'a number from 1 to 1000000',
    absent: '`1`',
    meaning: 'The version of the keys that signs. A rotation in Vault changes nothing here until this is changed.',
  }),
  AVERMENT_FULCIO_URL: setting({
    schema: webUrl.default('https://fulcio.sigstore.dev'),
    form: 'https://…',
    absent: '`https://fulcio.sigstore.dev`',
    meaning: 'Who issues certificates to keyless signers.',
  }),
  AVERMENT_REKOR_URL: setting({
    schema: webUrl.default('https://rekor.sigstore.dev'),
    form: 'https://…',
    absent: '`https://rekor.sigstore.dev`',
    meaning: 'The log of keyless signatures. A public log is public: see AVERMENT_ACCEPT_PUBLIC_LOG.',
  }),
  AVERMENT_REKOR_VERSION: setting({
    schema: z.enum(['1', '2']).default('1'),
    form: '`1` or `2`',
    absent: '`1`',
    meaning: 'The API of that log. Version 2 says no time, so it needs AVERMENT_TIMESTAMP_URL.',
  }),
  AVERMENT_ACCEPT_PUBLIC_LOG: setting({
    schema: onOff('off'),
    form: '`on` or `off`',
    absent: '`off`',
    meaning:
      'Says that identity, time and digest of keyless signatures may stand in a public log for ever. Private addresses need no such word.',
  }),
  AVERMENT_IDENTITY_TOKEN_FILE: setting({
    schema: z.string().min(1).optional(),
    form: 'a file',
    absent: 'SIGSTORE_ID_TOKEN, or what GitHub Actions offers',
    meaning: 'Holds the OIDC token of keyless signing, for the audience `sigstore`; read for each signature.',
  }),
  AVERMENT_TIMESTAMP_URL: setting({
    schema: webUrl.optional(),
    form: 'http://… or https://…',
    absent: 'no time-stamps on attestations',
    meaning: 'An RFC 3161 time-stamp authority for attestations, by any signer. Where it is away, nothing is signed.',
  }),
  AVERMENT_CHECKPOINT_TIMESTAMP_URL: setting({
    schema: webUrl.optional(),
    form: 'http://… or https://…',
    absent: 'no time-stamps on intake checkpoints',
    meaning: 'An RFC 3161 time-stamp authority for intake checkpoints. Where it is away, intake goes on without.',
  }),
  SIGSTORE_ID_TOKEN: setting({
    schema: secret(16).optional(),
    form: 'an OIDC token',
    absent: 'none',
    meaning: 'The OIDC token of keyless signing, as Sigstore clients find it.',
  }),
  ACTIONS_ID_TOKEN_REQUEST_URL: setting({
    schema: webUrl.optional(),
    form: 'https://…',
    absent: 'none',
    meaning: 'Where a job of GitHub Actions asks for an OIDC token; set by GitHub with `permissions: id-token: write`.',
  }),
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: setting({
    schema: secret(8).optional(),
    form: 'a token',
    absent: 'none',
    meaning: 'What it asks with; set by GitHub.',
  }),
  AVERMENT_OPERATOR_TOKEN: setting({
    schema: secret(24).optional(),
    form: 'at least 24 characters',
    absent: 'one is made and kept in the data folder (standalone only)',
    meaning: 'Lets whoever runs the installation create organizations (`aver init`).',
  }),
  AVERMENT_EXPLORER: setting({
    schema: onOff('on'),
    form: '`on` or `off`',
    absent: '`on`',
    meaning: 'GraphiQL and GraphQL introspection.',
  }),
  AVERMENT_WORKER_THREADS: setting({
    schema: integer(0, 256).optional(),
    form: 'a number from 0 to 256 (0: no threads, for debugging)',
    absent: 'one per core',
    meaning: 'Threads that verify and evaluate.',
  }),
  AVERMENT_WORKER_MEMORY_MIB: setting({
    schema: integer(64, 65_536).default(512),
    form: 'a number of MiB from 64 to 65536',
    absent: '`512`',
    meaning: 'Heap of one such thread. A thread that needs more ends, and its batch is tried again in parts.',
  }),
  AVERMENT_JUDGE_SECONDS: setting({
    schema: integer(1, 600).default(30),
    form: 'a number of seconds from 1 to 600',
    absent: '`30`',
    meaning: 'How long one batch may be verified or evaluated before it is given up.',
  }),
  AVERMENT_JOB_CONCURRENCY: setting({
    schema: integer(1, 256).default(4),
    form: 'a number from 1 to 256',
    absent: '`4`',
    meaning: 'Jobs that one worker process takes at once from each lane.',
  }),
  AVERMENT_KEEPING_INTERVAL_HOURS: setting({
    schema: integer(1, 8_760).default(24),
    form: 'a number of hours from 1 to 8760',
    absent: '`24`',
    meaning:
      'How often everything that is held is read back, verified again and checked against the intake log; each run leaves a signed record.',
  }),
  AVERMENT_MAX_UPLOAD_BYTES: setting({
    schema: integer(1024, LIMITS.documentBytes).default(LIMITS.documentBytes),
    form: `a number of bytes from 1024 to ${LIMITS.documentBytes}`,
    absent: `\`${LIMITS.documentBytes}\``,
    meaning: 'The largest document that is received. It can only be lowered.',
  }),
  AVERMENT_SHUTDOWN_SECONDS: setting({
    schema: integer(1, 600).default(30),
    form: 'a number of seconds from 1 to 600',
    absent: '`30`',
    meaning: 'How long running requests and jobs may take to finish at shutdown.',
  }),
  AVERMENT_STOP_WITH_PARENT: setting({
    schema: onOff('off'),
    form: '`on` or `off`',
    absent: '`off`',
    meaning: 'Ends the standalone server when its standard input closes; `aver demo` uses it.',
  }),
  AVERMENT_URL: setting({
    schema: z
      .httpUrl()
      .or(z.url({ protocol: /^https?$/ }))
      .optional(),
    form: 'http://… or https://…',
    absent: '`http://127.0.0.1:8080`',
    meaning: 'The server that `aver submit`, `aver release` and their kin speak to.',
  }),
  AVERMENT_TOKEN: setting({
    schema: secret(16).optional(),
    form: 'an API token (`avr_…`)',
    absent: 'none; needed by commands that speak to a server',
    meaning: 'The API token of such commands.',
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type Settings = { readonly [Name in SettingName]: z.output<(typeof SETTINGS)[Name]['schema']> };

/** Read by the test suite alone, so the server need not wonder about it. */
export const TEST_SETTINGS: readonly string[] = ['AVERMENT_SHARED'];
