import {
  canonicalJson,
  equalBytes,
  Field,
  isSubjectDigest,
  LIMITS,
  ParseError,
  parseDigest,
  parseInstant,
  parseStrictJson,
  toUtf8,
  type SubjectDigest,
} from '#kernel';

import type { IntakeLeaf } from '../statement.js';

/** The bytes that the intake log hashes: canonical JSON of exactly the leaf's three fields, subjects sorted. */
export function intakeLeafBytes(leaf: IntakeLeaf): Uint8Array {
  const { evidence, receivedAt } = leaf;
  return toUtf8(canonicalJson({ evidence, receivedAt, subjects: leaf.subjects.toSorted() }));
}

/** Reads a leaf back, refusing every spelling but the one that was hashed. @throws ParseError */
export function parseIntakeLeaf(bytes: Uint8Array): IntakeLeaf {
  const field = new Field(parseStrictJson(bytes), 'leaf');
  const leaf: IntakeLeaf = {
    evidence: parseDigest(field.get('evidence').string()),
    receivedAt: parseInstant(field.get('receivedAt').string()),
    subjects: field.get('subjects').items(LIMITS.subjects).map(toSubjectDigest),
  };
  if (!equalBytes(intakeLeafBytes(leaf), bytes)) {
    throw new ParseError('LEAF_NOT_CANONICAL', 'an intake leaf is not the canonical JSON of its three fields');
  }
  return leaf;
}

function toSubjectDigest(field: Field): SubjectDigest {
  const text = field.string();
  if (!isSubjectDigest(text)) throw field.wrong('a subject digest');
  return text;
}
