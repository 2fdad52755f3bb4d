import { parseDigest, type Digest, type Field, type Instant } from '#kernel';

import { instantOf } from '../../field-readers.js';
import { decisionText, parseDecisionScope } from '../decisions/decision-fields.js';
import type { DecisionScope } from '../decisions/decision-scope.js';
import { onlyFields } from '../only-fields.js';

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

/** @throws ParseError DECISION_SCOPE, FIELD_*, INSTANT_INVALID, DIGEST_INVALID, LIMIT_EXCEEDED */
export function parseWithdrawal(predicate: Field): Withdrawal {
  onlyFields(predicate, ['scope', 'attestation', 'reason', 'by', 'withdrawnAt']);
  return {
    kind: 'withdrawal',
    scope: parseDecisionScope(predicate.get('scope')),
    attestation: parseDigest(predicate.get('attestation').string()),
    reason: decisionText(predicate.get('reason')),
    by: decisionText(predicate.get('by')),
    withdrawnAt: instantOf(predicate.get('withdrawnAt')),
  };
}
