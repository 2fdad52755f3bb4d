import type { ReleaseQuery } from '../../graphql/generated.ts';

/** A release by the names that stand in addresses. */
export interface ReleaseAt {
  readonly product: string;
  readonly version: string;
}

export type ReleaseShown = NonNullable<ReleaseQuery['release']>;
