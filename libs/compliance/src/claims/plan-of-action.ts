import type { PlanOfAction } from '#evidence';

/** An item of a plan of action and milestones. It is shown beside a result, and never raises or lowers one. */
export type PlanOfActionClaim = Omit<PlanOfAction, 'scope'>;

export function claimOfPlanOfAction(predicate: PlanOfAction): PlanOfActionClaim {
  const { kind, id, control, weakness, detectedOn, owner, mitigation, milestones, due } = predicate;
  const { completedOn, change } = predicate;
  return {
    ...{ kind, id, control, weakness, detectedOn, owner, mitigation, milestones, due },
    ...(completedOn !== undefined && { completedOn }),
    ...(change !== undefined && { change }),
  };
}
