import { ParseError, type Field } from '#kernel';

import { instantOf } from '../../field-readers.js';
import { decisionText, parseDecisionScope } from './decision-fields.js';
import { onlyFields } from '../only-fields.js';
import type { NotApplicable } from '../predicate.js';
import { twoPeople } from './two-people.js';

/** `not-applicable/v1`. @throws ParseError NOT_APPLICABLE_SELF_APPROVED, DECISION_SCOPE, FIELD_*, INSTANT_INVALID */
export function parseNotApplicable(predicate: Field): NotApplicable {
  onlyFields(predicate, ['scope', 'control', 'reason', 'requester', 'approver', 'validFrom']);
  const [requester, approver] = twoPeople(predicate, ['requester', 'approver'], selfApproved);
  return {
    kind: 'not-applicable',
    scope: parseDecisionScope(predicate.get('scope')),
    control: decisionText(predicate.get('control')),
    reason: decisionText(predicate.get('reason')),
    requester,
    approver,
    validFrom: instantOf(predicate.get('validFrom')),
  };
}

function selfApproved(): ParseError {
  return new ParseError(
    'NOT_APPLICABLE_SELF_APPROVED',
    'that a control does not apply is approved by somebody other than who asked for it',
  );
}
