import type { ProducerStatement } from '#evidence';

import { scopeSubject } from './decisions.js';
import type { UnsignedStatement } from './sign-statement.js';

export const PRODUCER_STATEMENT_TYPE = 'https://averment.dev/predicate/producer-statement/v1';

/** What a named person says over an assessment. Its subjects are the assessment's bundle, and the scope it was about. */
export function producerStatement(statement: Omit<ProducerStatement, 'kind'>): UnsignedStatement {
  return {
    subjects: [{ name: 'attestation', digests: [statement.assessment] }, scopeSubject(statement.scope)],
    predicateType: PRODUCER_STATEMENT_TYPE,
    predicate: statement,
  };
}
