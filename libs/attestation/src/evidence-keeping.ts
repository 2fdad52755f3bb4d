import type { EvidenceKeeping } from '#evidence';
import { digestOf, toUtf8 } from '#kernel';

import { scopeSubject } from './decisions.js';
import { intakeOrigin } from './intake/intake-checkpoint.js';
import type { UnsignedStatement } from './sign-statement.js';

/**
 * What became of everything received up to a checkpoint of the intake log. Its subjects are the checkpoint, by the
 * digest of the signed note's exact bytes, and the organization, whom it speaks about.
 */
export function evidenceKeepingStatement(record: Omit<EvidenceKeeping, 'kind'>, checkpoint: string): UnsignedStatement {
  const { scope, log } = record;
  const name = `${intakeOrigin(scope.organization)} at ${log.size}`;
  return {
    subjects: [{ name, digests: [digestOf(toUtf8(checkpoint))] }, scopeSubject(scope)],
    predicateType: 'https://averment.dev/predicate/evidence-keeping/v1',
    predicate: record,
  };
}
