import type { LogEntry, Parsed } from '#evidence';

import { parseTimestampToken } from '../../libs/verification/src/testing/single-proofs.js';

/**
 * All that is signed, hashed or compared in evidence; tokens by what their signer signed. Two pieces of evidence with
 * equal parts say the same.
 */
export function signedParts({ content }: Parsed): unknown {
  if (content.kind !== 'signed') return content;
  const { timestamps, logEntries, ...entity } = content.entity;
  const tokens = timestamps.map((der) => ({ ...parseTimestampToken(der), certificates: [] }));
  return { ...content, entity: { ...withoutNames(entity), tokens, logEntries: logEntries.map(signedEntry) } };
}

/** Of a checkpoint the text is signed; lines of others than the log are read past. */
function signedEntry({ inclusionProof, ...entry }: LogEntry): unknown {
  const checkpoint = inclusionProof?.checkpoint.split('\n\n')[0];
  return { ...entry, inclusionProof: { ...inclusionProof, checkpoint } };
}

/** Names of keys are hints: the key that verifies is found whatever they say. */
function withoutNames(entity: object): object {
  const isName = (key: string) => key === 'keyid' || key === 'hint';
  return JSON.parse(JSON.stringify(entity, (key, value: unknown) => (isName(key) ? undefined : value))) as object;
}
