import type { ReleaseManifest } from '#evidence';
import type { TrustRule } from '#verification';

import type { ClaimOf } from './claim.js';

/** How much the list is worth is the rule's word; where the rule says nothing it is only declared. */
export function claimOfReleaseManifest(predicate: ReleaseManifest, rule: TrustRule): ClaimOf<'release-manifest'> {
  const { kind, scope, revision, issuedAt } = predicate;
  return {
    kind,
    product: scope.product,
    release: scope.release,
    ...(revision !== undefined && { revision }),
    population: rule.population ?? 'declared',
    issuedAt,
  };
}
