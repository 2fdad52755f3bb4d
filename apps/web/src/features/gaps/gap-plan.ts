import type { GapPlanQuery } from '../../graphql/generated.ts';

/** What to do so that a release reaches a profile, as the server computed it. */
export type GapPlan = NonNullable<GapPlanQuery['gapPlan']>;
