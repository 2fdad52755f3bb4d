import type { Digest, Instant } from '#kernel';

import type { OrderedStatus } from '../assessment.js';
import type { ClaimKind } from '../claims/claim.js';
import type { Member } from '../evaluate/member.js';
import { caseOf } from '../evaluate/requirement.js';
import { isMet, type Cause } from '../evaluate/standing.js';
import type { ClaimRequirement, Requirement } from '../framework/mapping.js';
import { leavesOf } from '../framework/requirement-tree.js';
import { sortedUnique } from '../sorted.js';
import { REASONS } from '../status/reasons.js';

/** One thing the control is judged over, and what it has. */
export interface MemberExplanation {
  readonly member: string;
  readonly met: boolean;
  readonly status: OrderedStatus;
  readonly reason: Cause;
  /** In words: what is missing; empty when met. */
  readonly need: string;
  /** One for each leaf of the rule, from left to right. */
  readonly parts: readonly PartExplanation[];
  /** Everything that a part cites, sorted. */
  readonly evidence: readonly Digest[];
}

export interface PartExplanation {
  readonly claim: ClaimKind;
  readonly asked: string;
  readonly met: boolean;
  readonly status: OrderedStatus;
  readonly reason: Cause;
  readonly sentence: string;
  /** Verified evidence that decides, or the findings that explain why there is none. */
  readonly evidence: readonly Digest[];
}

export function explainMember(requires: Requirement, member: Member, at: Instant): MemberExplanation {
  const { status, reason, need } = caseOf(requires, member).explain(at);
  const parts = leavesOf(requires).map((leaf) => explainPart(leaf, member, at));
  const evidence = sortedUnique(parts.flatMap((part) => part.evidence));
  return { member: member.name, met: status === 'EVIDENCED', status, reason, need, parts, evidence };
}

function explainPart(leaf: ClaimRequirement, member: Member, at: Instant): PartExplanation {
  const standing = caseOf(leaf, member).explain(at);
  const { status, reason, evidence } = standing;
  const { sentence } = REASONS[reason];
  const { claim, need: asked } = leaf;
  return { claim, asked, met: isMet(standing), status, reason, sentence, evidence: sortedUnique(evidence) };
}
