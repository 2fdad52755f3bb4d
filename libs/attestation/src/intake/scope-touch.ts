import type { AssessmentInput } from '#compliance';
import type { SubjectDigest } from '#kernel';

import { scopeSubject } from '../decisions.js';
import type { IntakeLeaf } from '../statement.js';

/** What decides whether a received item touches a judgement. */
export type TouchedInput = Pick<AssessmentInput, 'scope' | 'population' | 'facts' | 'findings'>;

/**
 * Every subject digest by which a leaf can touch what is judged: the release's artifacts and revisions, and the scopes
 * that a decision may be about (organization, product, release), which are subjects of their own. Sorted.
 */
export function touchingDigests(input: Pick<TouchedInput, 'scope' | 'population'>): readonly SubjectDigest[] {
  const { organization, product, release } = input.scope;
  const scopes = [{ organization }, { organization, product }, { organization, product, release }];
  const { artifacts, revisions } = input.population;
  const digests = [
    ...artifacts.flatMap((artifact) => artifact.digests),
    ...revisions,
    ...scopes.flatMap((scope) => scopeSubject(scope).digests),
  ];
  return [...new Set(digests)].sort();
}

/**
 * Does a leaf touch what is judged? It does when it names one of {@link touchingDigests}, or when the judgement knows
 * the evidence by another anchor (the organization, say): such items stand in the input by their own digest.
 */
export function scopeTouch(input: TouchedInput): (leaf: Pick<IntakeLeaf, 'evidence' | 'subjects'>) => boolean {
  const digests = new Set(touchingDigests(input));
  const known = new Set([...input.facts, ...input.findings].map(({ evidence }) => evidence));
  if (input.population.manifest !== undefined) known.add(input.population.manifest);
  return (leaf) => known.has(leaf.evidence) || leaf.subjects.some((digest) => digests.has(digest));
}
