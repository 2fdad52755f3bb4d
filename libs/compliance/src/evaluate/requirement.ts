import type { Instant } from '#kernel';

import type { Case, Explanation } from './case.js';
import { LeafCase } from './leaf.js';
import type { Requirement } from '../framework/mapping.js';
import type { Member } from './member.js';
import { branchesOf, neededOf } from '../framework/requirement-tree.js';
import { isMet, joinStandings, shared, takeBest, type Standing } from './standing.js';
import { Timeline } from '../status/timeline.js';

/** A member's case under a requirement tree. */
export function caseOf(requirement: Requirement, member: Member): Case {
  if ('claim' in requirement) return new LeafCase(requirement, member);
  const branches = branchesOf(requirement).map((branch) => caseOf(branch, member));
  return new TreeCase(neededOf(requirement), branches);
}

/** So many of the branches must hold. */
class TreeCase implements Case {
  constructor(
    private readonly needed: number,
    private readonly branches: readonly Case[],
  ) {}

  over(): Timeline<Standing> {
    const branches = this.branches.map((branch) => branch.over());
    return Timeline.combineAll(branches, (standings) => joinStandings(this.needed, standings));
  }

  /** It rests on the branches that were taken, and needs what is not met. */
  explain(at: Instant | undefined): Explanation {
    const all = this.branches.map((branch) => branch.explain(at));
    const { taken, decisive } = takeBest(this.needed, all);
    const { status, reason, teamControlled } = shared(decisive);
    const need = isMet(decisive) ? '' : this.#needOf(all);
    return { status, reason, teamControlled, need, evidence: taken.flatMap(({ evidence }) => evidence) };
  }

  restsOn(at: Instant | undefined): Explanation['evidence'] {
    if (this.needed === this.branches.length) return this.branches.flatMap((branch) => branch.restsOn(at));
    return this.explain(at).evidence;
  }

  #needOf(all: readonly Explanation[]): string {
    const needs = new Set(all.filter((one) => !isMet(one)).map(({ need }) => need));
    return [...needs].join(this.needed === all.length ? '; ' : ' or ');
  }
}
