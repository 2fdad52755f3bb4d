import type { Verdict } from '#verification';

import type { ClaimOf } from './claim.js';
import { hasPassed } from './has-passed.js';

/** The artifact is signed by whom the rule names; whether log and time vouched for it is read off the ladder. */
export function claimOfSignature(verdict: Verdict): ClaimOf<'signature'> {
  return {
    kind: 'signature',
    logged: hasPassed(verdict, 'transparency-log'),
    timed: hasPassed(verdict, 'trusted-time'),
  };
}
