import { PLAN_PROBLEMS, type PlanItem } from '#compliance';

/** One item of a plan of action in plain words. It promises; it proves nothing, and says so by what it is. */
export function planLines(item: PlanItem): readonly string[] {
  const { id, plan, late, history, problems } = item;
  const milestones = plan.milestones.length;
  return [
    `${id}: ${stateWords(item)}, owned by ${plan.owner}: ${plan.weakness}`,
    `meanwhile: ${plan.mitigation}`,
    `${milestones} ${milestones === 1 ? 'milestone' : 'milestones'}, ${late} of them late; changed ${timesWords(history.length - 1)}`,
    ...problems.map((problem) => PLAN_PROBLEMS[problem]),
  ];
}

/** `due 2026-12-01`, `overdue since …`, `completed …`. */
export function stateWords({ state, plan }: Pick<PlanItem, 'state' | 'plan'>): string {
  const day = (state === 'completed' ? (plan.completedOn ?? plan.due) : plan.due).slice(0, 10);
  if (state === 'completed') return `completed ${day}`;
  return state === 'overdue' ? `overdue since ${day}` : `due ${day}`;
}

function timesWords(times: number): string {
  if (times === 0) return 'never';
  return times === 1 ? 'once' : `${times} times`;
}
