import { accountFor, type Assessment, type AssessmentInput, type Mapping } from '#compliance';
import type { Digest } from '#kernel';

import type { IntakeLeaf, LeafAccount } from '../statement.js';
import { scopeTouch } from './scope-touch.js';

/** A leaf with its place in the log. */
export interface PlacedLeaf {
  readonly index: number;
  readonly leaf: Pick<IntakeLeaf, 'evidence' | 'subjects'>;
}

export interface AccountParts {
  readonly input: AssessmentInput;
  readonly assessment: Assessment;
  readonly mapping: Mapping;
  /** Evidence whose bytes do not go into the pack; it says so, and nobody else can judge it. */
  readonly withheld?: ReadonlySet<Digest>;
}

/**
 * What became of each leaf that touches the scope, in log order. Leaves that do not touch it are left out here, so the
 * whole log (or a superset of what touches) may be passed.
 */
export function accountLeaves(leaves: readonly PlacedLeaf[], parts: AccountParts): readonly LeafAccount[] {
  const touches = scopeTouch(parts.input);
  const touching = leaves.filter(({ leaf }) => touches(leaf)).toSorted((a, b) => a.index - b.index);
  const digests = touching.map(({ leaf }) => leaf.evidence);
  const uses = accountFor(digests, parts.input, parts.assessment, parts.mapping);
  return touching.map(({ index, leaf: { evidence } }, position) => ({
    index,
    evidence,
    use: parts.withheld?.has(evidence) ? 'withheld' : (uses[position]?.use ?? 'irrelevant'),
  }));
}
