import { parse, type ProducerStatement } from '#evidence';
import { AppError } from '#kernel';

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

/**
 * What our own reader refuses (hidden characters, texts without end) is told, instead of being handed out.
 * @throws AppError invalid PRODUCER_STATEMENT_INVALID
 */
export function requireReadableStatement(bundle: Uint8Array): void {
  const { content } = parse(bundle);
  if (content.kind === 'signed' && content.predicate?.kind === 'producer-statement') return;
  const why = content.kind === 'signed' ? content.problem?.message : undefined;
  throw new AppError(
    'invalid',
    'PRODUCER_STATEMENT_INVALID',
    why ?? 'this statement cannot be read back: use plain text of at most 10,000 characters',
  );
}
