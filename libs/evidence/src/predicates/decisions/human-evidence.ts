import type { Field } from '#kernel';

import { decisionText, parseDecisionScope, parseValidity } from './decision-fields.js';
import { onlyFields } from '../only-fields.js';
import type { HumanEvidence } from '../predicate.js';

const FIELDS = ['scope', 'controls', 'statement', 'owner', 'validFrom', 'validUntil'];
const MAX_CONTROLS = 500;

/** `human-evidence/v1`. @throws ParseError DECISION_*, FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED */
export function parseHumanEvidence(predicate: Field): HumanEvidence {
  onlyFields(predicate, FIELDS);
  const controls = predicate.get('controls').items(MAX_CONTROLS).map(decisionText);
  if (controls.length === 0) throw predicate.get('controls').wrong('a list with at least one control');
  return {
    kind: 'human-evidence',
    scope: parseDecisionScope(predicate.get('scope')),
    controls,
    statement: decisionText(predicate.get('statement')),
    owner: decisionText(predicate.get('owner')),
    ...parseValidity(predicate),
  };
}
