import { isComputedField } from '../framework/claim-fields.js';
import type { ClaimRequirement, Mapping, Requirement } from '../framework/mapping.js';
import { branchesOf, leavesOf, treesOf } from '../framework/requirement-tree.js';
import { requirementEntails } from '../mapping-diff/requirement-strictness.js';
import { leafInWords, requirementInWords } from '../mapping-diff/requirement-words.js';

/** Something that a mapping says and that its author may not mean. It can be judged by all the same. */
export interface MappingWarning {
  readonly control: string;
  readonly message: string;
}

/** What a loaded mapping leaves open or says in vain, in its order. */
export function lintMapping({ controls }: Pick<Mapping, 'controls'>): readonly MappingWarning[] {
  return Object.entries(controls).flatMap(([control, own]) => {
    const messages = treesOf(own).flatMap((tree) => [...inTree(tree), ...leavesOf(tree).flatMap(inLeaf)]);
    return [...new Set(messages)].map((message) => ({ control, message }));
  });
}

function inTree(requirement: Requirement): readonly string[] {
  const branches = branchesOf(requirement);
  const lonely =
    branches.length === 1 ? [`a list of one: write the one alone (${requirementInWords(requirement)})`] : [];
  return [...lonely, ...('anyOf' in requirement ? neverNeeded(branches) : []), ...branches.flatMap(inTree)];
}

/** Whoever meets a stricter alternative meets the other already. */
function neverNeeded(branches: readonly Requirement[]): readonly string[] {
  return branches.flatMap((branch, index) => {
    const easier = branches.findIndex((other, at) => {
      if (at === index || !requirementEntails(branch, other)) return false;
      return at < index || !requirementEntails(other, branch);
    });
    return easier === -1 ? [] : [`an alternative that is never needed: ${requirementInWords(branch)}`];
  });
}

function inLeaf(leaf: ClaimRequirement): readonly string[] {
  return [...silentAdversity(leaf), ...otherWindow(leaf)];
}

/** `unless` finds nothing adverse in what a claim does not state, so that silence would pass. */
function silentAdversity({ claim, where, unless, need }: ClaimRequirement): readonly string[] {
  return (unless?.fields ?? [])
    .filter((field) => !isComputedField(field) && where?.fields.includes(field) !== true)
    .map(
      (field) => `silence passes: a ${claim} that does not state ${field}; add stated(${field}) to where ("${need}")`,
    );
}

/** The sentence is what people read; it must not promise another window than the one that is kept. */
function otherWindow(leaf: ClaimRequirement): readonly string[] {
  const [, said] = /\b(\d+) days\b/.exec(leaf.need) ?? [];
  if (said === undefined || Number(said) === leaf.freshDays) return [];
  return [`"${leaf.need}" speaks of ${said} days, the leaf does not: ${leafInWords(leaf)}`];
}
