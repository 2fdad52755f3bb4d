import type { PlanOfAction } from '#evidence';

/** An item of a plan of action and milestones. It is shown beside a result, and never raises or lowers one. */
export type PlanOfActionClaim = Omit<PlanOfAction, 'scope'>;

export function claimOfPlanOfAction({ scope: _, ...claim }: PlanOfAction): PlanOfActionClaim {
  return claim;
}
