import type { Sbom } from '#evidence';

import type { ClaimOf } from './claim.js';

export function claimOfSbom(predicate: Sbom): ClaimOf<'sbom'> {
  const { kind, format, specVersion, components, identifiedComponents, hasDependencies } = predicate;
  return { kind, format, specVersion, components, identifiedComponents, hasDependencies };
}
