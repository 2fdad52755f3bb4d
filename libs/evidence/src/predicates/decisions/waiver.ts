import { addDays, ParseError, type Field } from '#kernel';

import { decisionText, parseDecisionScope, parseValidity } from './decision-fields.js';
import { onlyFields } from '../only-fields.js';
import type { Waiver } from '../predicate.js';

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

/** `waiver/v1`. @throws ParseError WAIVER_TOO_LONG, WAIVER_SELF_APPROVED, DECISION_*, FIELD_*, INSTANT_INVALID */
export function parseWaiver(predicate: Field): Waiver {
  onlyFields(predicate, FIELDS);
  return {
    kind: 'waiver',
    scope: parseDecisionScope(predicate.get('scope')),
    control: decisionText(predicate.get('control')),
    reason: decisionText(predicate.get('reason')),
    compensatingControl: decisionText(predicate.get('compensatingControl')),
    ...fourEyes(predicate),
    ...boundedValidity(predicate),
  };
}

function fourEyes(predicate: Field): Pick<Waiver, 'requester' | 'approver'> {
  const requester = decisionText(predicate.get('requester'));
  const approver = decisionText(predicate.get('approver'));
  // Names are compared as people read them: another spelling is not another person.
  if (samePerson(requester, approver)) {
    throw new ParseError('WAIVER_SELF_APPROVED', 'a waiver is approved by somebody other than who asked for it');
  }
  return { requester, approver };
}

function samePerson(a: string, b: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').trim().toLowerCase();
  return plain(a) === plain(b);
}

function boundedValidity(predicate: Field): Pick<Waiver, 'validFrom' | 'validUntil'> {
  const validity = parseValidity(predicate);
  if (validity.validUntil > addDays(validity.validFrom, MAX_WAIVER_DAYS)) {
    throw new ParseError('WAIVER_TOO_LONG', `a waiver lasts at most ${MAX_WAIVER_DAYS} days`);
  }
  return validity;
}
