import type { ClaimKind } from '../claims/claim.js';
import type { ControlCase, Task } from './control-case.js';
import { witnessOf } from './witness.js';

/** Tasks that one kind of evidence can do together: one claim meets the conditions of all of them. */
export interface TaskGroup {
  readonly claim: ClaimKind;
  readonly tasks: readonly Task[];
}

export interface Choice {
  readonly groups: readonly TaskGroup[];
  /** `smallest`: no choice of fewer groups reaches as much; `irreducible`: none of these can be left out. */
  readonly minimality: 'smallest' | 'irreducible';
}

/** Up to so many groups that are not needed in any case, every choice is looked at. */
const EXACT_UP_TO = 16;

const UNIT_ORDER = ['artifacts', 'revisions', 'organization', 'release'] as const;

/**
 * Puts tasks together, those about the release with the others: evidence about a part speaks about the whole. A task
 * for which no claim can be found is in no group.
 */
export function groupTasks(tasks: readonly Task[]): readonly TaskGroup[] {
  const groups: { claim: ClaimKind; tasks: Task[] }[] = [];
  const ordered = tasks.toSorted((a, b) => UNIT_ORDER.indexOf(a.unit) - UNIT_ORDER.indexOf(b.unit));
  for (const task of ordered) {
    const { claim } = task.leaf;
    const group = groups.find((each) => each.claim === claim && fits(task, each.tasks));
    if (group !== undefined) group.tasks.push(task);
    else if (witnessOf(claim, [task.leaf]) !== undefined) groups.push({ claim, tasks: [task] });
  }
  return groups;
}

function fits(task: Task, tasks: readonly Task[]): boolean {
  if (task.unit !== 'release' && tasks[0]?.unit !== task.unit) return false;
  const leaves = [...tasks, task].map(({ leaf }) => leaf);
  return witnessOf(task.leaf.claim, leaves) !== undefined;
}

/** Chooses as few groups as reach all cases, which together all groups reach; then of each what is needed of it. */
export function chooseGroups(groups: readonly TaskGroup[], cases: readonly ControlCase[]): Choice {
  const reaches = (chosen: readonly TaskGroup[]) => allHold(cases, new Set(chosen.flatMap(({ tasks }) => tasks)));
  const forced = groups.filter((group) => !reaches(groups.filter((other) => other !== group)));
  const free = groups.filter((group) => !forced.includes(group));
  const exact = free.length <= EXACT_UP_TO;
  const chosen = exact ? fewest(forced, free, reaches) : withoutSpare(groups, reaches);
  const needed = new Set(withoutSpareTasks(chosen, cases));
  const trimmed = chosen.map(({ claim, tasks }) => ({ claim, tasks: tasks.filter((task) => needed.has(task)) }));
  return { groups: trimmed, minimality: exact ? 'smallest' : 'irreducible' };
}

type Reaches = (chosen: readonly TaskGroup[]) => boolean;

/** The first of the smallest sets, in the order of the groups. */
function fewest(forced: readonly TaskGroup[], free: readonly TaskGroup[], reaches: Reaches): readonly TaskGroup[] {
  for (let size = 0; size <= free.length; size++) {
    for (const some of subsets(free, size)) if (reaches([...forced, ...some])) return [...forced, ...some];
  }
  return [...forced, ...free];
}

function* subsets<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) yield [];
  else
    for (const [index, item] of items.entries()) {
      for (const rest of subsets(items.slice(index + 1), size - 1)) yield [item, ...rest];
    }
}

/** Leaves out what can be left out, what does least first. */
function withoutSpare(groups: readonly TaskGroup[], reaches: Reaches): readonly TaskGroup[] {
  const order = groups.toSorted((a, b) => a.tasks.length - b.tasks.length);
  return order.reduce<readonly TaskGroup[]>((kept, group) => {
    const fewer = kept.filter((other) => other !== group);
    return reaches(fewer) ? fewer : kept;
  }, groups);
}

/** Nothing more is asked of a piece of evidence than some control needs. */
function withoutSpareTasks(chosen: readonly TaskGroup[], cases: readonly ControlCase[]): readonly Task[] {
  const all = chosen.flatMap(({ tasks }) => tasks);
  return all.toReversed().reduce<readonly Task[]>((kept, task) => {
    const fewer = kept.filter((other) => other !== task);
    return allHold(cases, new Set(fewer)) ? fewer : kept;
  }, all);
}

export function allHold(cases: readonly ControlCase[], done: ReadonlySet<Task>): boolean {
  return cases.every(({ holds }) => holds((task) => done.has(task)));
}
