import type { Signer, Verdict } from '#verification';

import { hasPassed } from './has-passed.js';

/** A commit or tag is signed by whom the rule names. It says who, not that anybody else looked at it. */
export interface CommitSignatureClaim {
  readonly kind: 'commit-signature';
  /** By what the signer is known: an identity in a certificate, a workload of one's own, or a bare key. */
  readonly signer: Signer['kind'];
  readonly logged: boolean;
  readonly timed: boolean;
}

/** @throws TypeError for a verdict without a signer: a fault of ours, never of input */
export function claimOfCommitSignature(verdict: Verdict): CommitSignatureClaim {
  if (verdict.signer === undefined) throw new TypeError('verified commit signature without a signer');
  return {
    kind: 'commit-signature',
    signer: verdict.signer.kind,
    logged: hasPassed(verdict, 'transparency-log'),
    timed: hasPassed(verdict, 'trusted-time'),
  };
}
