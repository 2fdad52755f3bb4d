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
  const { problem } = content;
  if (problem?.rung === 'predicate') {
    const unknown = problem.code === 'PREDICATE_TYPE_UNKNOWN';
    throw new VerificationError(unknown ? 'PREDICATE_TYPE_UNKNOWN' : 'PREDICATE_INVALID', { found: problem.message });
  }
  const type = typeOf(content);
  const accepted = rule?.predicateTypes;
  if (accepted === undefined || accepted.includes(type)) return type;
  throw new VerificationError('PREDICATE_UNACCEPTED', { expected: accepted.join(', '), found: type });
}

/** in-toto's older layouts and links have no URI of a type, so a rule that lists types accepts none of them. */
function typeOf({ statement, predicate, layout, link }: Signed): string {
  if (layout !== undefined) return 'in-toto layout';
  if (link !== undefined) return 'in-toto link';
  if (statement === undefined) throw new VerificationError('PREDICATE_UNREADABLE');
  if (predicate !== undefined) return statement.predicateType;
  throw new VerificationError('PREDICATE_TYPE_UNKNOWN', { found: statement.predicateType });
}
