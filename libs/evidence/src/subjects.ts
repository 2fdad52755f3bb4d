import { toHex, type SubjectDigest } from '#kernel';

import type { Content, Parsed } from './parsed.js';
import type { Subject } from './statement.js';

/**
 * Every accepted digest that the bytes name as what they are about, sorted, each once. Not proven: a signature may
 * still turn out wrong. Unsigned documents name nothing, for nobody vouches for their word.
 */
export function namedSubjects(parsed: Parsed): readonly SubjectDigest[] {
  const { content } = parsed;
  if (content.kind !== 'signed') return [];
  const claimed = claimedSubjects(content);
  if (claimed !== undefined) return [...new Set(claimed.flatMap(({ digests }) => digests))].sort();
  const signed = content.entity.content;
  if (signed.kind !== 'message' || signed.digest === undefined) return [];
  return [`${signed.digest.algorithm}:${toHex(signed.digest.bytes)}`];
}

/** What the signed bytes say they are about; undefined where the signature alone says it, as over an artifact. */
export function claimedSubjects(content: Extract<Content, { kind: 'signed' }>): readonly Subject[] | undefined {
  return content.statement?.subjects ?? content.subjects;
}
