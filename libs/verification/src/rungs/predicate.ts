import type { Parsed } from '#evidence';

import type { TrustRule } from '../trust-rule.js';
import { VerificationError } from '../verification-error.js';

type Signed = Extract<Parsed['content'], { kind: 'signed' }>;

/**
 * Proves: the predicate type is registered, its payload follows its schema, and the rule accepts it. Types are compared
 * exactly. A message signature has no predicate. @throws VerificationError PREDICATE_*
 */
export function provePredicate(content: Signed, rule: TrustRule | undefined): string {
  if (content.entity.content.kind === 'message') throw new VerificationError('PREDICATE_NONE');
  const { statement, problem } = content;
  if (problem?.rung === 'predicate') {
    const unknown = problem.code === 'PREDICATE_TYPE_UNKNOWN';
    throw new VerificationError(unknown ? 'PREDICATE_TYPE_UNKNOWN' : 'PREDICATE_INVALID', { found: problem.message });
  }
  if (statement === undefined) throw new VerificationError('PREDICATE_UNREADABLE');
  if (content.predicate === undefined)
    throw new VerificationError('PREDICATE_TYPE_UNKNOWN', { found: statement.predicateType });
  const accepted = rule?.predicateTypes;
  if (accepted !== undefined && !accepted.includes(statement.predicateType)) {
    throw new VerificationError('PREDICATE_UNACCEPTED', {
      expected: accepted.join(', '),
      found: statement.predicateType,
    });
  }
  return statement.predicateType;
}
