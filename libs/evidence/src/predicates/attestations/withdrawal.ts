import type { Digest, Instant } from '#kernel';

import type { DecisionScope } from '../decisions/decision-scope.js';

/** `withdrawal/v1`: its issuer no longer stands behind an assessment, which is the subject of its statement by digest. */
export interface Withdrawal {
  readonly kind: 'withdrawal';
  readonly scope: DecisionScope;
  readonly attestation: Digest;
  readonly reason: string;
  /** The person who withdraws it. */
  readonly by: string;
  readonly withdrawnAt: Instant;
}
