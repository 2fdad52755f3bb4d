import type { ExplainControlQuery } from '../../graphql/generated.ts';

/** Why a control has its status, as the server explains it. */
export type Explanation = NonNullable<ExplainControlQuery['explainControl']>;
