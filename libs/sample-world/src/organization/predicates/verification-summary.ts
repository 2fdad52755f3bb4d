import type { Instant } from '#kernel';

import type { TypedPredicate } from '../statement.js';

export interface Summary {
  readonly verifier: string;
  readonly at: Instant;
  /** What was verified: `git+https://…` for a revision, a package URL for an artifact. */
  readonly resource: string;
  /** SHA-256 of the policy. */
  readonly policy: string;
  readonly levels: readonly string[];
}

/** SLSA verification summary v1: one verifier's word on the source or the build of its subjects. */
export function verificationSummary({ verifier, at, resource, policy, levels }: Summary): TypedPredicate {
  return {
    predicateType: 'https://slsa.dev/verification_summary/v1',
    predicate: {
      verifier: { id: verifier },
      timeVerified: at,
      resourceUri: resource,
      policy: { uri: `${verifier}/policy`, digest: { sha256: policy } },
      verificationResult: 'PASSED',
      verifiedLevels: levels,
      slsaVersion: '1.2',
    },
  };
}
