import type { VerificationResult } from '#evidence';

/** Properties that another verifier says an artifact has. Levels among them raise nothing: they are words here. */
export interface VerificationResultClaim {
  readonly kind: 'verification-result';
  readonly verifierId: string;
  readonly properties: readonly string[];
  readonly policies: number;
  /** How many of the policies name a digest. */
  readonly pinnedPolicies: number;
}

export function claimOfVerificationResult(predicate: VerificationResult): VerificationResultClaim {
  const { kind, verifierId, policies } = predicate;
  return {
    kind,
    verifierId,
    properties: [...new Set(predicate.properties)].sort(),
    policies: policies.length,
    pinnedPolicies: policies.filter(({ digests }) => digests.size > 0).length,
  };
}
