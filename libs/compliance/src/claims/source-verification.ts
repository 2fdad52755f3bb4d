import type { SourceVerification } from '#evidence';

import type { ClaimOf } from './claim.js';
import { highestLevel } from './track-level.js';

const TRACK = /^SLSA_SOURCE_LEVEL_(\d{1,2})$/;

/** What a source verifier granted a revision. A summary that did not pass grants nothing. */
export function claimOfSourceVerification(predicate: SourceVerification): ClaimOf<'source-verification'> {
  const granted = predicate.result === 'PASSED' ? predicate.levels : [];
  return {
    kind: 'source-verification',
    verifierId: predicate.verifierId,
    resourceUri: predicate.resourceUri,
    sourceLevel: highestLevel(granted, TRACK),
    properties: granted.filter((level) => !TRACK.test(level)),
    ...(predicate.policy && { policyPinned: predicate.policy.pinned }),
  };
}
