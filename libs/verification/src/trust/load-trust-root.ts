import { digestOf, Field, ParseError, parseStrictJson, type Digest, type Instant } from '#kernel';

import type { TrustRootSource } from '../trust-root.js';
import {
  parseCertificateAuthority,
  parseTimestampAuthority,
  type CertificateAuthority,
  type TimestampAuthority,
} from './certificate-authority.js';
import { onlyFields } from './only-fields.js';
import { parseTransparencyLog, type TransparencyLog } from './transparency-log.js';

const MEDIA_TYPES: readonly string[] = [
  'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  'application/vnd.dev.sigstore.trustedroot+json;version=0.2',
  'application/vnd.dev.sigstore.trustedroot.v0.1+json',
  'application/vnd.dev.sigstore.trustedroot.v0.2+json',
];
const FIELDS = ['mediaType', 'tlogs', 'certificateAuthorities', 'ctlogs', 'timestampAuthorities'];
const MAX_AUTHORITIES = 64;

/** A trust root ready for use: keys imported, authorities' own chains proven once. */
export interface TrustRoot {
  readonly name: string;
  readonly digest: Digest;
  readonly source: TrustRootSource['source'];
  readonly expires?: Instant;
  readonly refreshedAt?: Instant;
  readonly certificateAuthorities: readonly CertificateAuthority[];
  readonly timestampAuthorities: readonly TimestampAuthority[];
  /** By id, hex. */
  readonly logs: ReadonlyMap<string, TransparencyLog>;
  readonly ctLogs: ReadonlyMap<string, TransparencyLog>;
}

/**
 * Reads a Sigstore trusted_root.json (v0.1, v0.2) strictly: unknown fields, ids that are not those of their keys,
 * chains that do not hold and roots that list nothing are refused.
 * @throws ParseError TRUST_ROOT_*, JSON_*, FIELD_*, KEY_*, DER_INVALID, BASE64_INVALID, LIMIT_EXCEEDED
 */
export function loadTrustRoot(source: TrustRootSource): TrustRoot {
  if (digestOf(source.bytes) !== source.digest) {
    throw new ParseError('TRUST_ROOT_DIGEST', `the bytes of trust root ${source.name} are not those of its digest`);
  }
  const root = new Field(parseStrictJson(source.bytes), source.name);
  onlyFields(root, FIELDS);
  if (!MEDIA_TYPES.includes(root.get('mediaType').string())) {
    throw new ParseError(
      'TRUST_ROOT_MEDIA_TYPE',
      `${source.name} is not a Sigstore trusted root of version 0.1 or 0.2`,
    );
  }
  const certificateAuthorities = listed(root, 'certificateAuthorities').map(parseCertificateAuthority);
  const timestampAuthorities = listed(root, 'timestampAuthorities').map(parseTimestampAuthority);
  const logs = byId(listed(root, 'tlogs'));
  const ctLogs = byId(listed(root, 'ctlogs'));
  if (certificateAuthorities.length + timestampAuthorities.length + logs.size === 0) {
    throw new ParseError('TRUST_ROOT_EMPTY', `${source.name} lists no authority that a signature could be judged by`);
  }
  return {
    name: source.name,
    digest: source.digest,
    source: source.source,
    ...(source.expires === undefined ? {} : { expires: source.expires }),
    ...(source.refreshedAt === undefined ? {} : { refreshedAt: source.refreshedAt }),
    certificateAuthorities,
    timestampAuthorities,
    logs,
    ctLogs,
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
