import type { HashName } from '#kernel';

import { DerReader, TAG } from '../der/der-reader.js';
import { readGeneralizedTime, readInteger, readOid, readSmallInteger } from '../der/der-values.js';
import { hashOf, malformed } from './signed-data.js';

/** What a time-stamp authority states: this hash existed at this time. */
export interface TimestampInfo {
  readonly imprint: { readonly hash: HashName; readonly value: Uint8Array };
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** TSTInfo, RFC 3161 section 2.4.2. @throws ParseError TIMESTAMP_MALFORMED, DER_INVALID */
export function parseTimestampInfo(der: Uint8Array): TimestampInfo {
  const info = DerReader.single(der, TAG.sequence);
  if (readSmallInteger(info) !== 1) throw malformed('TSTInfo of another version than 1');
  readOid(info); // policy
  const imprint = info.enter(TAG.sequence);
  const hash = hashOf(imprint.enter(TAG.sequence));
  const value = imprint.contentOf(imprint.read(TAG.octetString));
  imprint.finish();
  readInteger(info); // serial number
  const time = readGeneralizedTime(info);
  while (!info.isDone) info.read(); // accuracy, ordering, nonce, tsa, extensions: none changes what is stated here
  return { imprint: { hash, value }, time };
}
