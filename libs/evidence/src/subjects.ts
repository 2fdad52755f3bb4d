import { toHex, type SubjectDigest } from '#kernel';

import type { Parsed } from './parsed.js';

/**
 * Every accepted digest that the bytes name as what they are about, sorted, each once. Not proven: a signature may
 * still turn out wrong. Unsigned documents name nothing, for nobody vouches for their word.
 */
export function namedSubjects(parsed: Parsed): readonly SubjectDigest[] {
  const { content } = parsed;
  if (content.kind !== 'signed') return [];
  if (content.statement !== undefined) {
    return [...new Set(content.statement.subjects.flatMap((subject) => subject.digests))].sort();
  }
  const signed = content.entity.content;
  if (signed.kind !== 'message' || signed.digest === undefined) return [];
  return [`${signed.digest.algorithm}:${toHex(signed.digest.bytes)}`];
}
