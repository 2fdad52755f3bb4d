import type { ClaimKind } from '../claims/claim.js';
import type { ClaimRequirement, Requirement } from '../framework/mapping.js';
import { branchesOf, neededOf } from '../framework/requirement-tree.js';
import { wantedOf, type Wanted } from '../gaps/wanted.js';

/** A requirement tree as sentences: one for each leaf, a heading for what joins them. */
export interface RuleWords {
  readonly text: string;
  /** Of a leaf: which evidence is asked for. */
  readonly claim?: ClaimKind;
  /** Of a leaf: its exact conditions, as they stand in the mapping. */
  readonly conditions?: readonly string[];
  /** Of a leaf: what the evidence has to say by name or number, as far as the conditions tell. */
  readonly wanted?: readonly Wanted[];
  readonly branches: readonly RuleWords[];
}

export function ruleWords(requirement: Requirement): RuleWords {
  if ('claim' in requirement) {
    const { need: text, claim } = requirement;
    const wanted = wantedOf(claim, [requirement]);
    return { text, claim, conditions: conditionsOf(requirement), ...(wanted.length > 0 && { wanted }), branches: [] };
  }
  const branches = branchesOf(requirement);
  return { text: headingOf(neededOf(requirement), branches.length), branches: branches.map(ruleWords) };
}

/** What a piece of evidence must say to count under a leaf, a sentence for each condition. */
export function conditionsOf({ select, where, unless, freshDays }: ClaimRequirement): readonly string[] {
  return [
    ...(select === undefined ? [] : [`only such with ${select.source} are meant`]),
    ...(where === undefined ? [] : [`the newest of at least one producer says ${where.source}`]),
    ...(unless === undefined ? [] : [`the newest of no producer says ${unless.source}`]),
    ...(freshDays === undefined ? [] : [`it counts for ${freshDays} days after it was signed`]),
  ];
}

function headingOf(needed: number, of: number): string {
  if (needed === of) return of === 1 ? 'this:' : 'all of these:';
  return needed === 1 ? 'one of these:' : `at least ${needed} of these ${of}:`;
}
