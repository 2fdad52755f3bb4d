import { digestOf, Field, fromUtf8, ParseError, parseStrictJson, type Digest, type Instant } from '#kernel';

import type { TrustRootSource } from '../trust-root.js';
import { parseCertificateAuthority, parseTimestampAuthority } from './certificate-authority.js';
import { onlyFields } from './only-fields.js';
import { parsePrivateAuthorities, type Authorities } from './private-authorities.js';
import { isSpiffeBundle, parseSpiffeBundle } from './spiffe-bundle.js';
import { parseTransparencyLog, type TransparencyLog } from './transparency-log.js';

const MEDIA_TYPES: readonly string[] = [
  'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  'application/vnd.dev.sigstore.trustedroot+json;version=0.2',
  'application/vnd.dev.sigstore.trustedroot.v0.1+json',
  'application/vnd.dev.sigstore.trustedroot.v0.2+json',
];
const FIELDS = ['mediaType', 'tlogs', 'certificateAuthorities', 'ctlogs', 'timestampAuthorities'];
const MAX_AUTHORITIES = 64;

/** What the bytes are: a Sigstore trusted_root.json, CA certificates in PEM, or the bundle of SPIFFE trust domains. */
export type TrustRootForm = 'sigstore' | 'private' | 'spiffe';

interface Listed extends Authorities {
  readonly form: TrustRootForm;
  readonly logs: TrustRoot['logs'];
  readonly ctLogs: TrustRoot['ctLogs'];
}

const NONE: Pick<Listed, 'logs' | 'ctLogs' | 'timestampAuthorities'> = {
  logs: new Map(),
  ctLogs: new Map(),
  timestampAuthorities: [],
};

/** A trust root ready for use: keys imported, authorities' own chains proven once. */
export interface TrustRoot extends Authorities {
  readonly name: string;
  readonly form: TrustRootForm;
  readonly digest: Digest;
  readonly source: TrustRootSource['source'];
  readonly expires?: Instant;
  readonly refreshedAt?: Instant;
  /** By id, hex. */
  readonly logs: ReadonlyMap<string, TransparencyLog>;
  readonly ctLogs: ReadonlyMap<string, TransparencyLog>;
}

/**
 * Reads a trust root by its own words: a Sigstore trusted_root.json (v0.1, v0.2), CA certificates in PEM, a SPIFFE
 * bundle. Strictly: unknown fields, ids that are not those of their keys, chains that do not hold and roots that list
 * nothing are refused.
 * @throws ParseError TRUST_ROOT_*, JSON_*, FIELD_*, KEY_*, DER_INVALID, BASE64_INVALID, LIMIT_EXCEEDED
 */
export function loadTrustRoot(source: TrustRootSource): TrustRoot {
  if (digestOf(source.bytes) !== source.digest) {
    throw new ParseError('TRUST_ROOT_DIGEST', `the bytes of trust root ${source.name} are not those of its digest`);
  }
  const { name, digest, expires, refreshedAt } = source;
  const found = listedBy(source);
  if (found.certificateAuthorities.length + found.timestampAuthorities.length + found.logs.size === 0) {
    throw new ParseError('TRUST_ROOT_EMPTY', `${name} lists no authority that a signature could be judged by`);
  }
  return {
    name,
    digest,
    source: source.source,
    ...(expires === undefined ? {} : { expires }),
    ...(refreshedAt === undefined ? {} : { refreshedAt }),
    ...found,
  };
}

function listedBy({ name, bytes }: TrustRootSource): Listed {
  if (isPem(bytes)) return { form: 'private', ...NONE, ...parsePrivateAuthorities(fromUtf8(bytes)) };
  const root = new Field(parseStrictJson(bytes), name);
  if (!isSpiffeBundle(root.object())) return listedBySigstore(root);
  return { form: 'spiffe', ...NONE, certificateAuthorities: parseSpiffeBundle(root) };
}

/** No JSON document begins so, whatever text stands before the first block. */
function isPem(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return !/^\s*[{[]/.test(text.subarray(0, 64).toString('latin1')) && text.includes('-----BEGIN ');
}

function listedBySigstore(root: Field): Listed {
  onlyFields(root, FIELDS);
  if (!MEDIA_TYPES.includes(root.get('mediaType').string())) {
    throw new ParseError(
      'TRUST_ROOT_MEDIA_TYPE',
      `${root.path} is not a trust root: a Sigstore trusted root of version 0.1 or 0.2, CA certificates in PEM, or a SPIFFE bundle`,
    );
  }
  return {
    form: 'sigstore',
    certificateAuthorities: listed(root, 'certificateAuthorities').map(parseCertificateAuthority),
    timestampAuthorities: listed(root, 'timestampAuthorities').map(parseTimestampAuthority),
    logs: byId(listed(root, 'tlogs')),
    ctLogs: byId(listed(root, 'ctlogs')),
  };
}

function listed(root: Field, key: string): readonly Field[] {
  return root.optional(key)?.items(MAX_AUTHORITIES) ?? [];
}

/** Two entries of one id would make it a matter of order which window counts. */
function byId(fields: readonly Field[]): ReadonlyMap<string, TransparencyLog> {
  const logs = new Map<string, TransparencyLog>();
  for (const field of fields) {
    const log = parseTransparencyLog(field);
    if (logs.has(log.id)) throw new ParseError('TRUST_ROOT_LOG', `${field.path} lists a log id a second time`);
    logs.set(log.id, log);
  }
  return logs;
}
