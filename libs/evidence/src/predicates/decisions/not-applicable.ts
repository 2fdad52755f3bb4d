import type { Field } from '#kernel';

import { instantOf } from '../../field-readers.js';
import { decisionText, parseDecisionScope } from './decision-fields.js';
import { onlyFields } from '../only-fields.js';
import type { NotApplicable } from '../predicate.js';

/** `not-applicable/v1`. @throws ParseError DECISION_SCOPE, FIELD_*, INSTANT_INVALID */
export function parseNotApplicable(predicate: Field): NotApplicable {
  onlyFields(predicate, ['scope', 'control', 'reason', 'approver', 'validFrom']);
  return {
    kind: 'not-applicable',
    scope: parseDecisionScope(predicate.get('scope')),
    control: decisionText(predicate.get('control')),
    reason: decisionText(predicate.get('reason')),
    approver: decisionText(predicate.get('approver')),
    validFrom: instantOf(predicate.get('validFrom')),
  };
}
