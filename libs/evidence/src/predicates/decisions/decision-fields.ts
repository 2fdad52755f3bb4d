import { ParseError, type Field, type Instant } from '#kernel';

import { instantOf, textOf } from '../../field-readers.js';
import { onlyFields } from '../only-fields.js';
import type { DecisionScope } from './decision-scope.js';

export interface Validity {
  readonly validFrom: Instant;
  readonly validUntil: Instant;
}

/** Longest text of one field of a decision, characters. */
const MAX_TEXT = 10_000;

/** Bounded text with something in it. @throws ParseError FIELD_MISSING, FIELD_INVALID, LIMIT_EXCEEDED */
export function decisionText(field: Field): string {
  const text = textOf(field);
  if (text.length <= MAX_TEXT) return text;
  throw new ParseError('LIMIT_EXCEEDED', `${field.path} is longer than ${MAX_TEXT} characters`);
}

/** Organization always; a release only within a product. @throws ParseError DECISION_SCOPE, FIELD_* */
export function parseDecisionScope(field: Field): DecisionScope {
  onlyFields(field, ['organization', 'product', 'release']);
  const product = field.optional('product');
  const release = field.optional('release');
  if (release !== undefined && product === undefined) {
    throw new ParseError('DECISION_SCOPE', `${field.path} names a release without its product`);
  }
  return {
    organization: decisionText(field.get('organization')),
    ...(product && { product: decisionText(product) }),
    ...(release && { release: decisionText(release) }),
  };
}

/** @throws ParseError DECISION_VALIDITY unless validUntil is after validFrom; FIELD_*, INSTANT_INVALID */
export function parseValidity(predicate: Field): Validity {
  const validFrom = instantOf(predicate.get('validFrom'));
  const validUntil = instantOf(predicate.get('validUntil'));
  if (validUntil <= validFrom) {
    throw new ParseError('DECISION_VALIDITY', `${predicate.path}.validUntil is not after validFrom`);
  }
  return { validFrom, validUntil };
}
