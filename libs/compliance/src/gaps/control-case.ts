import type { Instant } from '#kernel';

import type { OrderedStatus, Population } from '../assessment.js';
import { caseOf } from '../evaluate/requirement.js';
import type { PopulationUnit } from '../evaluate/member.js';
import { isMet } from '../evaluate/standing.js';
import { loweredCap, type Cap } from '../framework/grade.js';
import type { ClaimRequirement, ControlMapping, Requirement } from '../framework/mapping.js';
import { branchesOf, leavesOf, neededOf } from '../framework/requirement-tree.js';
import type { ReasonCode } from '../status/reasons.js';
import { compareStatus } from '../status/status.js';
import type { Seat } from './places-of-members.js';

/** A control that is to reach a status, and does not yet. */
export interface Aim {
  readonly control: string;
  readonly mapping: ControlMapping;
  readonly least: OrderedStatus;
}

/** One leaf of one aim that somebody lacks: a thing that an action may bring about. */
export interface Task {
  readonly control: string;
  readonly leaf: ClaimRequirement;
  readonly unit: ControlMapping['population'];
  /** By the word of a signer that the team controls it would not reach its status. */
  readonly independent: boolean;
  readonly lacking: readonly { readonly seat: Seat; readonly cause: ReasonCode }[];
}

/** An aim as a question of yes and no: is it reached when these tasks are done? */
export interface ControlCase {
  readonly aim: Aim;
  readonly tasks: readonly Task[];
  readonly holds: (done: (task: Task) => boolean) => boolean;
}

/** The best status that machine evidence gives under a cap. */
export function ceilingOf(cap: Cap, source: Population['source']): OrderedStatus {
  if (cap === 'manual') return 'SELF_ATTESTED';
  return cap === 'satisfied' && source !== 'declared' ? 'EVIDENCED' : 'SUPPORTED';
}

export interface Surroundings {
  readonly seats: Readonly<Record<PopulationUnit, readonly Seat[]>>;
  readonly source: Population['source'];
  readonly asOf: Instant;
}

/** What the members lack, and what the organization does where the aim lies beyond PARTIAL and the mapping asks it. */
export function controlCase(aim: Aim, requires: Requirement, at: Surroundings): ControlCase {
  const { population, beyondPartial } = aim.mapping;
  const halves = [halfCase(aim, { tree: requires, unit: population }, at)];
  if (beyondPartial !== undefined && compareStatus(aim.least, 'PARTIAL') > 0) {
    halves.push(halfCase(aim, { tree: beyondPartial, unit: 'organization' }, at));
  }
  return {
    aim,
    tasks: halves.flatMap(({ tasks }) => tasks),
    holds: (done) => halves.every(({ holds }) => holds(done)),
  };
}

function halfCase(
  aim: Aim,
  { tree: requires, unit }: { readonly tree: Requirement; readonly unit: PopulationUnit },
  at: Surroundings,
): Omit<ControlCase, 'aim'> {
  const seats = at.seats[unit];
  const independent = compareStatus(ceilingOf(loweredCap(aim.mapping), at.source), aim.least) < 0;
  const common = { control: aim.control, unit, independent };
  const tasks = leavesOf(requires).map((leaf): Task => {
    const lacking = seats.flatMap((seat): Task['lacking'] => {
      const standing = caseOf(leaf, seat.member).explain(at.asOf);
      if (!isMet(standing)) return [{ seat, cause: standing.reason }];
      return independent && standing.teamControlled ? [{ seat, cause: 'TEAM_CONTROLLED_SIGNER' }] : [];
    });
    return { ...common, leaf, lacking };
  });
  const byLeaf = new Map(tasks.map((task) => [task.leaf, task]));
  const patterns = patternsOf(tasks, seats);
  const holds: ControlCase['holds'] = (done) =>
    patterns.length > 0 &&
    patterns.every((lacks) =>
      treeHolds(requires, (leaf) => {
        const task = byLeaf.get(leaf);
        return task !== undefined && (!lacks.has(task) || done(task));
      }),
    );
  return { tasks: tasks.filter(({ lacking }) => lacking.length > 0), holds };
}

/** Members that lack the same are asked once. */
function patternsOf(tasks: readonly Task[], seats: readonly Seat[]): readonly ReadonlySet<Task>[] {
  const patterns = new Map<string, ReadonlySet<Task>>();
  for (const seat of seats) {
    const lacked = tasks.map((task) => task.lacking.some((each) => each.seat === seat));
    patterns.set(lacked.join(), new Set(tasks.filter((_, index) => lacked[index])));
  }
  return [...patterns.values()];
}

function treeHolds(requirement: Requirement, leafHolds: (leaf: ClaimRequirement) => boolean): boolean {
  if ('claim' in requirement) return leafHolds(requirement);
  const held = branchesOf(requirement).filter((branch) => treeHolds(branch, leafHolds));
  return held.length >= neededOf(requirement);
}
