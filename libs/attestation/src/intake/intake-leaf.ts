import type { AssessmentInput } from '#compliance';
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

/** Every digest that the release consists of: its artifacts and its source revisions. */
export function scopeDigests(input: Pick<AssessmentInput, 'population'>): ReadonlySet<SubjectDigest> {
  const { artifacts, revisions } = input.population;
  return new Set([...artifacts.flatMap(({ digests }) => digests), ...revisions]);
}

/**
 * Does this leaf touch what is judged? It does when it names one of the release's digests, or when the judgement knows
 * the evidence by another anchor (the organization, the product): such items are in the input by their own digest.
 */
export function touchesScope(leaf: IntakeLeaf, input: AssessmentInput): boolean {
  return scopeTouch(input)(leaf);
}

/** As {@link touchesScope}, prepared once for many leaves. */
export function scopeTouch(input: AssessmentInput): (leaf: IntakeLeaf) => boolean {
  const digests = scopeDigests(input);
  const known = new Set<string>([...input.facts, ...input.findings].map(({ evidence }) => evidence));
  if (input.population.manifest !== undefined) known.add(input.population.manifest);
  return (leaf) => known.has(leaf.evidence) || leaf.subjects.some((digest) => digests.has(digest));
}

function toSubjectDigest(field: Field): SubjectDigest {
  const text = field.string();
  if (!isSubjectDigest(text)) throw field.wrong('a subject digest');
  return text;
}
