import { instantOfMilliseconds, type Instant } from '#kernel';

import { attempt } from '../rungs/step.js';
import type { TrustRoot } from '../trust/load-trust-root.js';
import type { Check } from '../verdict.js';
import { parseTimestampToken } from './signed-data.js';
import { parseTimestampInfo, type TimestampInfo } from './timestamp-info.js';
import { verifyTimestamp } from './timestamp.js';

/** What an RFC 3161 time-stamp says; nothing of it is proven. @throws ParseError TIMESTAMP_MALFORMED, DER_INVALID */
export function readTimestamp(der: Uint8Array): TimestampInfo {
  return parseTimestampInfo(parseTimestampToken(der).content);
}

/** A time-stamp over bytes that are no signature, judged; `provenAt` is there where it holds. */
export interface JudgedTimestamp {
  readonly check: Check;
  readonly provenAt?: Instant;
}

/** Proves: an authority that `root` lists saw these bytes at `provenAt`. Assumes: `root` is to be trusted. */
export function judgeTimestamp(der: Uint8Array, bytes: Uint8Array, root: TrustRoot): JudgedTimestamp {
  const { check, proof } = attempt('trusted-time', () => verifyTimestamp(der, bytes, root.timestampAuthorities));
  return proof === undefined ? { check } : { check, provenAt: instantOfMilliseconds(proof.time) };
}
