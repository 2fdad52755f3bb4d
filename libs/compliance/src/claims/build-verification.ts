import type { SourceVerification } from '#evidence';

import type { ClaimOf } from './claim.js';
import { highestLevel } from './track-level.js';

const TRACK = /^SLSA_BUILD_LEVEL_(\d{1,2})$/;

/** What another verifier granted a build. A summary that did not pass grants nothing. */
export function claimOfBuildVerification(predicate: SourceVerification): ClaimOf<'build-verification'> {
  return {
    kind: 'build-verification',
    verifierId: predicate.verifierId,
    resourceUri: predicate.resourceUri,
    buildLevel: predicate.result === 'PASSED' ? highestLevel(predicate.levels, TRACK) : 0,
    ...(predicate.policy && { policyPinned: predicate.policy.pinned }),
  };
}
