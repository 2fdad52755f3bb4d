import { ParseError, type Field } from '#kernel';

import { instantOf } from '../../field-readers.js';
import { decisionText, parseDecisionScope, parseValidity } from './decision-fields.js';
import { onlyFields } from '../only-fields.js';
import type { HumanEvidence } from '../predicate.js';
import { twoPeople } from './two-people.js';

const FIELDS = ['scope', 'controls', 'statement', 'owner', 'reviewer', 'collected', 'validFrom', 'validUntil'];
const MAX_CONTROLS = 500;

/**
 * `human-evidence/v1`: a person's word on a document, which another person has read; nobody's word alone counts.
 * @throws ParseError HUMAN_EVIDENCE_UNREVIEWED, HUMAN_EVIDENCE_SELF_REVIEWED, DECISION_*, FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED
 */
export function parseHumanEvidence(predicate: Field): HumanEvidence {
  onlyFields(predicate, FIELDS);
  const controls = predicate.get('controls').items(MAX_CONTROLS).map(decisionText);
  if (controls.length === 0) throw predicate.get('controls').wrong('a list with at least one control');
  return {
    kind: 'human-evidence',
    scope: parseDecisionScope(predicate.get('scope')),
    controls,
    statement: decisionText(predicate.get('statement')),
    ...reviewed(predicate),
    ...collectedWhileValid(predicate),
  };
}

function reviewed(predicate: Field): Pick<HumanEvidence, 'owner' | 'reviewer'> {
  if (predicate.optional('reviewer') === undefined) {
    throw new ParseError('HUMAN_EVIDENCE_UNREVIEWED', 'nobody but its owner has read this statement');
  }
  const [owner, reviewer] = twoPeople(predicate, ['owner', 'reviewer'], selfReviewed);
  return { owner, reviewer };
}

function selfReviewed(): ParseError {
  return new ParseError(
    'HUMAN_EVIDENCE_SELF_REVIEWED',
    'a human statement is reviewed by somebody other than its owner',
  );
}

/** A document that was gathered when the statement had run out cannot be what it rests on. */
function collectedWhileValid(predicate: Field): Pick<HumanEvidence, 'collected' | 'validFrom' | 'validUntil'> {
  const collected = instantOf(predicate.get('collected'));
  const validity = parseValidity(predicate);
  if (collected <= validity.validUntil) return { collected, ...validity };
  throw new ParseError('DECISION_VALIDITY', `${predicate.path}.collected is after validUntil`);
}
