import { addDays, ParseError, type Field } from '#kernel';

import { decisionText, parseDecisionScope, parseValidity } from './decision-fields.js';
import { onlyFields } from '../only-fields.js';
import { twoPeople } from './two-people.js';
import type { Waiver } from '../predicate.js';
import type { DecisionScope } from './decision-scope.js';

const FIELDS = [
  'scope',
  'control',
  'reason',
  'compensatingControl',
  'requester',
  'approver',
  'validFrom',
  'validUntil',
];
/** A longer exception is a decision to change the mapping, and belongs there. */
export const MAX_WAIVER_DAYS = 180;

/** `waiver/v1`. @throws ParseError WAIVER_TOO_WIDE, WAIVER_TOO_LONG, WAIVER_SELF_APPROVED, DECISION_*, FIELD_*, INSTANT_INVALID */
export function parseWaiver(predicate: Field): Waiver {
  onlyFields(predicate, FIELDS);
  const [requester, approver] = twoPeople(predicate, ['requester', 'approver'], selfApproved);
  return {
    kind: 'waiver',
    scope: productScope(predicate.get('scope')),
    control: decisionText(predicate.get('control')),
    reason: decisionText(predicate.get('reason')),
    compensatingControl: decisionText(predicate.get('compensatingControl')),
    requester,
    approver,
    ...boundedValidity(predicate),
  };
}

/** An exception is made for one product or one release; what the whole organization leaves out is a mapping's matter. */
function productScope(field: Field): DecisionScope {
  const scope = parseDecisionScope(field);
  if (scope.product !== undefined) return scope;
  throw new ParseError('WAIVER_TOO_WIDE', 'a waiver names the product or the release that it is for');
}

function selfApproved(): ParseError {
  return new ParseError('WAIVER_SELF_APPROVED', 'a waiver is approved by somebody other than who asked for it');
}

function boundedValidity(predicate: Field): Pick<Waiver, 'validFrom' | 'validUntil'> {
  const validity = parseValidity(predicate);
  if (validity.validUntil > addDays(validity.validFrom, MAX_WAIVER_DAYS)) {
    throw new ParseError('WAIVER_TOO_LONG', `a waiver lasts at most ${MAX_WAIVER_DAYS} days`);
  }
  return validity;
}
