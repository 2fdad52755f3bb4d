import type { Member } from './member.js';
import type { Requirement } from './mapping.js';
import { leafStanding } from './leaf.js';
import { branchesOf } from './requirement-tree.js';
import { joinStandings, sameStanding, type Standing } from './standing.js';
import { Timeline } from './timeline.js';

/** How a member stands against a requirement tree, for all time. */
export function standingOver(requirement: Requirement, member: Member): Timeline<Standing> {
  if ('claim' in requirement) return leafStanding(requirement, member);
  const branches = branchesOf(requirement).map((branch) => standingOver(branch, member));
  const needed = neededOf(requirement);
  return Timeline.combineAll(branches, (standings) => joinStandings(needed, standings), sameStanding);
}

type Branching = Exclude<Requirement, { readonly claim: unknown }>;

function neededOf(requirement: Branching): number {
  if ('allOf' in requirement) return requirement.allOf.length;
  return 'anyOf' in requirement ? 1 : requirement.atLeast;
}
