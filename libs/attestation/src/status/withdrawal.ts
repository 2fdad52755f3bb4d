import type { Withdrawal } from '#evidence';

import { scopeSubject } from '../decisions.js';
import type { UnsignedStatement } from '../sign-statement.js';

/** Its issuer no longer stands behind an attestation. Its subjects are the attestation's bundle, and the scope it was about. */
export function withdrawalStatement(withdrawal: Omit<Withdrawal, 'kind'>): UnsignedStatement {
  return {
    subjects: [{ name: 'attestation', digests: [withdrawal.attestation] }, scopeSubject(withdrawal.scope)],
    predicateType: 'https://averment.dev/predicate/withdrawal/v1',
    predicate: withdrawal,
  };
}
