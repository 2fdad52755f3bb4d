import type { Instant } from '#kernel';

import type { TypedPredicate } from '../statement.js';

export interface ReleaseListing {
  readonly organization: string;
  readonly product: string;
  readonly release: string;
  readonly revision: string;
  readonly issuedAt: Instant;
}

/** `release-manifest/v1`: the subjects of its statement are the release's artifacts. */
export function releaseManifest({ revision, issuedAt, ...scope }: ReleaseListing): TypedPredicate {
  return {
    predicateType: 'https://averment.dev/predicate/release-manifest/v1',
    predicate: { scope, revision, issuedAt },
  };
}
