import { ParseError, parseDigest, type Digest, type Field, type Instant } from '#kernel';

import { instantOf } from '../../field-readers.js';
import { onlyFields } from '../only-fields.js';
import { decisionText, parseDecisionScope } from './decision-fields.js';
import type { DecisionScope } from './decision-scope.js';

const FIELDS = [
  ...['scope', 'id', 'control', 'weakness', 'detectedOn', 'owner', 'mitigation', 'milestones', 'due'],
  ...['completedOn', 'reason', 'previous'],
];
const MILESTONE_FIELDS = ['what', 'due', 'completedOn'];
const MAX_MILESTONES = 100;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** `plan-of-action/v1`: an item of a plan of action and milestones, as it stands after this statement. */
export interface PlanOfAction {
  readonly kind: 'plan-of-action';
  readonly scope: DecisionScope;
  /** Chosen by the organization; every statement about one item bears it. */
  readonly id: string;
  readonly control: string;
  readonly weakness: string;
  readonly detectedOn: Instant;
  readonly owner: string;
  /** What is done until the weakness is gone. */
  readonly mitigation: string;
  readonly milestones: readonly Milestone[];
  readonly due: Instant;
  /** Present exactly when the item is completed. */
  readonly completedOn?: Instant;
  /** The statement that this one updates, and why; both or neither. */
  readonly change?: { readonly previous: Digest; readonly reason: string };
}

export interface Milestone {
  readonly what: string;
  readonly due: Instant;
  readonly completedOn?: Instant;
}

/** @throws ParseError PLAN_CHANGE, PLAN_DATES, PLAN_UNFINISHED, DECISION_SCOPE, FIELD_*, INSTANT_INVALID, DIGEST_INVALID */
export function parsePlanOfAction(predicate: Field): PlanOfAction {
  onlyFields(predicate, FIELDS);
  const id = predicate.get('id').string();
  if (!ID.test(id)) throw predicate.get('id').wrong('an id of letters, digits and ._-');
  const plan: PlanOfAction = {
    kind: 'plan-of-action',
    scope: parseDecisionScope(predicate.get('scope')),
    id,
    control: decisionText(predicate.get('control')),
    weakness: decisionText(predicate.get('weakness')),
    detectedOn: instantOf(predicate.get('detectedOn')),
    owner: decisionText(predicate.get('owner')),
    mitigation: decisionText(predicate.get('mitigation')),
    milestones: milestonesOf(predicate.get('milestones')),
    due: instantOf(predicate.get('due')),
    ...completion(predicate),
    ...changeOf(predicate),
  };
  requireOrder(plan);
  return plan;
}

function milestonesOf(field: Field): readonly Milestone[] {
  const milestones = field.items(MAX_MILESTONES).map((item): Milestone => {
    onlyFields(item, MILESTONE_FIELDS);
    return { what: decisionText(item.get('what')), due: instantOf(item.get('due')), ...completion(item) };
  });
  if (milestones.length === 0) throw field.wrong('a list with at least one milestone');
  return milestones;
}

function completion(field: Field): { readonly completedOn?: Instant } {
  const completedOn = field.optional('completedOn');
  return completedOn === undefined ? {} : { completedOn: instantOf(completedOn) };
}

function changeOf(predicate: Field): Pick<PlanOfAction, 'change'> {
  const previous = predicate.optional('previous');
  const reason = predicate.optional('reason');
  if (previous === undefined && reason === undefined) return {};
  if (previous === undefined || reason === undefined) {
    throw new ParseError('PLAN_CHANGE', 'a change of a plan names the statement that it updates, and why');
  }
  return { change: { previous: parseDigest(previous.string()), reason: decisionText(reason) } };
}

/** Nothing is due or done before the weakness was found; what is completed has no open milestone. */
function requireOrder({ detectedOn, due, milestones, completedOn }: PlanOfAction): void {
  const moments = [due, completedOn, ...milestones.flatMap((each) => [each.due, each.completedOn])];
  if (moments.some((moment) => moment !== undefined && moment < detectedOn)) {
    throw new ParseError('PLAN_DATES', 'a plan is due and done after the weakness was detected');
  }
  if (completedOn !== undefined && milestones.some((each) => each.completedOn === undefined)) {
    throw new ParseError('PLAN_UNFINISHED', 'a plan is completed when each of its milestones is');
  }
}
