import { join } from 'node:path';

import { createUseCases, type Doorbell, type OutboxRelay, type Ports, type UseCases } from '#application';
import { TimestampCheckpointClock } from '#connectors';
import {
  createJudge,
  FileBlobStore,
  FileKeyring,
  keptSecret,
  packageFrameworks,
  PdfPrinter,
  ScryptPasswordHasher,
  SystemClock,
  UuidV7Identifiers,
  PackagedTrustSeeds,
  type Config,
  type Logger,
  type Secret,
} from '#platform';
import { createDoorbell } from '#queue';

import { openDatabase, type OpenDatabase } from './open-database.js';
import { openKeyring } from './open-keyring.js';

/** Everything one process needs, opened once; its parts close in the reverse order. */
export interface Installation {
  readonly useCases: UseCases;
  readonly doorbell: Doorbell;
  readonly relay: OutboxRelay;
  readonly operatorToken: Secret;
  ready(): Promise<boolean>;
  /** Resolves when the database of this process ends by itself. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Where ports meet adapters: the only place that knows both. */
export async function openInstallation(config: Config, logger: Logger): Promise<Installation> {
  const open = await openDatabase(config, logger);
  try {
    return await compose(config, logger, open);
  } catch (error) {
    await open.close();
    throw error;
  }
}

async function compose(config: Config, logger: Logger, open: OpenDatabase): Promise<Installation> {
  const { dataDir } = config;
  const passphrase = config.keyPassphrase ?? (await keptSecret(join(dataDir, 'secrets', 'key-passphrase')));
  const operatorToken = config.operatorToken ?? (await keptSecret(join(dataDir, 'operator-token')));
  const frameworks = packageFrameworks();
  const judge = createJudge(config.judge);
  const ports: Ports = {
    unitOfWork: open.database.unitOfWork,
    tokens: open.database.tokens,
    people: open.database.people,
    passwords: new ScryptPasswordHasher(),
    publications: open.database.publications,
    outbox: open.database.relay,
    blobs: new FileBlobStore(join(dataDir, 'blobs')),
    judge,
    frameworks,
    printer: new PdfPrinter(),
    trustSeeds: new PackagedTrustSeeds(),
    ...checkpointClockOf(config.signing),
    keyring: openKeyring(config.signing, new FileKeyring(join(dataDir, 'keys'), passphrase)),
    clock: new SystemClock(),
    identifiers: new UuidV7Identifiers(),
  };
  const doorbell = createDoorbell({
    ...queueLocation(config, open),
    concurrency: config.jobConcurrency,
    onTrouble: (error) => logger.error('queue.trouble', error),
  });
  return {
    useCases: createUseCases(ports),
    doorbell,
    relay: open.database.relay,
    operatorToken,
    ready: () => open.database.ready(),
    ended: open.ended,
    close: async () => {
      await judge.close();
      await open.close();
    },
  };
}

function checkpointClockOf({ checkpointTimestamp: address }: Config['signing']): Pick<Ports, 'checkpointClock'> {
  return address === undefined ? {} : { checkpointClock: new TimestampCheckpointClock({ address }) };
}

function queueLocation(config: Config, open: OpenDatabase) {
  if (config.queue.kind === 'redis') return { kind: 'redis', url: config.queue.url.reveal() } as const;
  return { kind: 'postgres', connectionString: open.urls.relay } as const;
}
