import type { BuildProvenance } from '#evidence';
import { builderLevel, type TrustRule, type Verdict } from '#verification';

import type { ClaimOf } from './claim.js';
import { hasPassed } from './has-passed.js';

/** Without a word about this builder in the rule, signed provenance is level 1, whatever its text says. */
const UNLISTED_BUILDER_LEVEL = 1;

/** The level is what the rule grants this signer for this builder; the predicate only says which builder it was. */
export function claimOfBuildProvenance(
  predicate: BuildProvenance,
  verdict: Verdict,
  rule: TrustRule,
): ClaimOf<'build-provenance'> {
  const { kind, builderId, buildType, sourceUri, revision, dependencies, pinnedDependencies } = predicate;
  return {
    kind,
    builderId,
    buildType,
    buildLevel: levelOf(builderId, rule),
    ...(sourceUri !== undefined && { sourceUri }),
    ...(revision !== undefined && { revision }),
    dependencies,
    pinnedDependencies,
    logged: hasPassed(verdict, 'transparency-log'),
  };
}

function levelOf(builderId: string, { builders = {} }: TrustRule): 0 | 1 | 2 | 3 {
  return builderLevel(builders, builderId) ?? UNLISTED_BUILDER_LEVEL;
}
