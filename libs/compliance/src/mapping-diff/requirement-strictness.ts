import type { ClaimRequirement, Requirement } from '../framework/mapping.js';
import { branchesOf, neededOf } from '../framework/requirement-tree.js';
import { conditionEntails } from './condition-strictness.js';

/**
 * Does every release that meets `stricter` meet `weaker` too? Read off the two trees, whatever the evidence. False may
 * also mean that it cannot be told.
 */
export function requirementEntails(stricter: Requirement, weaker: Requirement): boolean {
  return new Comparison().entails(stricter, weaker);
}

/** Each pair of branches is compared once. */
class Comparison {
  readonly #known = new Map<Requirement, Map<Requirement, boolean>>();

  entails(stricter: Requirement, weaker: Requirement): boolean {
    const known = this.#known.get(stricter) ?? new Map<Requirement, boolean>();
    this.#known.set(stricter, known);
    const answer = known.get(weaker) ?? this.#compare(stricter, weaker);
    known.set(weaker, answer);
    return answer;
  }

  #compare(stricter: Requirement, weaker: Requirement): boolean {
    if ('claim' in stricter && 'claim' in weaker) return leafEntails(stricter, weaker);
    const [said, asked] = [branchesOf(stricter), branchesOf(weaker)];
    if (asked.length > 0 && atLeast(neededOf(weaker), asked, (branch) => this.entails(stricter, branch))) return true;
    const spare = said.length - neededOf(stricter);
    // of n branches, all but `spare` hold: one that entails it is among them
    if (said.length > 0 && atLeast(spare + 1, said, (branch) => this.entails(branch, weaker))) return true;
    if (said.length === 0 || asked.length === 0) return false;
    return this.#paired(said, asked) - spare >= neededOf(weaker);
  }

  /** How many branches entail another one each. */
  #paired(said: readonly Requirement[], asked: readonly Requirement[]): number {
    const free = new Set(asked);
    for (const branch of said) {
      const found = [...free].find((candidate) => this.entails(branch, candidate));
      if (found !== undefined) free.delete(found);
    }
    return asked.length - free.size;
  }
}

function atLeast(count: number, branches: readonly Requirement[], test: (branch: Requirement) => boolean): boolean {
  return branches.filter(test).length >= count;
}

/** Facts must be selected alike, for among fewer facts others are the newest. */
function leafEntails(stricter: ClaimRequirement, weaker: ClaimRequirement): boolean {
  const { claim } = weaker;
  return (
    stricter.claim === claim &&
    conditionEntails(claim, stricter.select, weaker.select) &&
    conditionEntails(claim, weaker.select, stricter.select) &&
    conditionEntails(claim, stricter.where, weaker.where) &&
    (weaker.unless === undefined ||
      (stricter.unless !== undefined && conditionEntails(claim, weaker.unless, stricter.unless))) &&
    (weaker.freshDays === undefined || (stricter.freshDays ?? Number.POSITIVE_INFINITY) <= weaker.freshDays)
  );
}
