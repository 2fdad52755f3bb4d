import type { Decision } from '#application';
import { PLAN_PROBLEMS, type PlanEntry, type PlanItem } from '#compliance';
import type { Digest, Instant } from '#kernel';

import { toScope } from '../decision/to-scope.js';
import type { MilestoneInput, PlanEntryType, PlanOfActionInput, PlanOfActionType } from './plan-of-action.type.js';

/** Both parts of a change or neither: one alone goes on as it is, and is refused with its reason. */
export function toPlan(input: PlanOfActionInput): Extract<Decision, { kind: 'plan-of-action' }> {
  const { id, control, weakness, mitigation, milestones, previous, reason } = input;
  const isChange = typeof previous === 'string' || typeof reason === 'string';
  return {
    ...{ kind: 'plan-of-action', ...toScope(input.scope), id, control, weakness, mitigation },
    detectedOn: input.detectedOn as Instant,
    milestones: milestones.map(toMilestone),
    due: input.due as Instant,
    ...completed(input),
    ...(isChange && { change: { previous: (previous ?? '') as Digest, reason: reason ?? '' } }),
  };
}

function toMilestone({ what, due, ...rest }: MilestoneInput) {
  return { what, due: due as Instant, ...completed(rest) };
}

function completed({ completedOn }: { readonly completedOn?: string | null }): { readonly completedOn?: Instant } {
  return typeof completedOn === 'string' ? { completedOn: completedOn as Instant } : {};
}

/** Flat where it can be, for tables. */
export function toPlanOfAction(item: PlanItem): PlanOfActionType {
  const { id, state, plan, anchor, evidence, late, history, problems } = item;
  const { control, weakness, detectedOn, owner, mitigation, due, completedOn, milestones } = plan;
  return {
    ...{ id, control, scope: anchor.kind, state, weakness, detectedOn, owner, mitigation, due, late },
    ...(completedOn !== undefined && { completedOn }),
    milestones: milestones.map((each) => ({ ...each })),
    statement: evidence,
    history: history.map(toEntry),
    problems: problems.map((problem) => PLAN_PROBLEMS[problem]),
  };
}

function toEntry({ evidence, ...rest }: PlanEntry): PlanEntryType {
  return { statement: evidence, ...rest };
}
