import type { Rung, Verdict } from '#verification';

import type { ClaimOf } from './claim.js';

/** The artifact is signed by whom the rule names; whether log and time vouched for it is read off the ladder. */
export function claimOfSignature(verdict: Verdict): ClaimOf<'signature'> {
  return {
    kind: 'signature',
    logged: hasPassed(verdict, 'transparency-log'),
    timed: hasPassed(verdict, 'trusted-time'),
  };
}

export function hasPassed(verdict: Verdict, rung: Rung): boolean {
  return verdict.checks.some((check) => check.rung === rung && check.outcome === 'passed');
}
