import { Field, fromHex, LIMITS, ParseError, parseStrictJson } from '#kernel';

import { bytesOf, someBytesOf } from '../field-readers.js';
import type { LogEntry } from '../signed-entity.js';

/**
 * The one entry of an answer of Rekor v1 (`GET /api/v1/log/entries/{uuid}`: `{ uuid: entry }`), in the shape that
 * entries have everywhere. The uuid is the server's word and counts for nothing.
 * @throws ParseError REKOR_ANSWER, FIELD_*, BASE64_INVALID, HEX_INVALID, JSON_*, LIMIT_EXCEEDED
 */
export function parseRekorAnswer(bytes: Uint8Array): LogEntry {
  const answer = new Field(parseStrictJson(bytes), 'answer');
  const [uuid, ...others] = Object.keys(answer.object());
  if (uuid === undefined || others.length > 0) {
    throw new ParseError('REKOR_ANSWER', 'an answer of the log holds exactly one entry under its uuid');
  }
  return entryOf(answer.get(uuid));
}

function entryOf(entry: Field): LogEntry {
  const canonicalizedBody = someBytesOf(entry.get('body'));
  const body = new Field(parseStrictJson(canonicalizedBody), `${entry.path}.body`);
  const verification = entry.optional('verification');
  const promise = verification?.optional('signedEntryTimestamp');
  const proof = verification?.optional('inclusionProof');
  return {
    logId: hexOf(entry.get('logID')),
    index: entry.get('logIndex').integer(),
    kind: body.get('kind').string(),
    version: body.get('apiVersion').string(),
    integratedTime: entry.get('integratedTime').integer(),
    ...(promise && { signedEntryTimestamp: bytesOf(promise) }),
    ...(proof && { inclusionProof: proofOf(proof) }),
    canonicalizedBody,
  };
}

function proofOf(proof: Field): NonNullable<LogEntry['inclusionProof']> {
  return {
    index: proof.get('logIndex').integer(),
    size: proof.get('treeSize').integer(),
    rootHash: hexOf(proof.get('rootHash')),
    hashes: proof.get('hashes').items(LIMITS.inclusionProofHashes).map(hexOf),
    checkpoint: proof.get('checkpoint').string(),
  };
}

function hexOf(field: Field): Uint8Array {
  return fromHex(field.string());
}
