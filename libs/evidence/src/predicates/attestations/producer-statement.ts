import { firstSteering, ParseError, parseDigest, type Digest, type Field, type Instant } from '#kernel';

import { instantOf } from '../../field-readers.js';
import { decisionText, parseDecisionScope } from '../decisions/decision-fields.js';
import type { DecisionScope } from '../decisions/decision-scope.js';
import { onlyFields } from '../only-fields.js';

/**
 * `producer-statement/v1`: what a named person with authority to bind the producer says, in exactly these words, over an
 * assessment, which is the subject of the statement by digest. It adds nothing to what the assessment shows.
 */
export interface ProducerStatement {
  readonly kind: 'producer-statement';
  readonly scope: DecisionScope;
  readonly assessment: Digest;
  /** The exact words, as they were shown to the signatory. */
  readonly words: string;
  readonly signatory: {
    readonly name: string;
    readonly title: string;
    /** Why this person may bind the producer: an office, a delegation. */
    readonly authority: string;
    /** SHA-256 of the delegation document, where there is one. */
    readonly delegation?: Digest;
  };
  readonly signedOn: Instant;
}

/**
 * Whoever reads it sees what the signatory saw: no character in it steers how the others are shown.
 * @throws ParseError WORDS_STEERING, DECISION_SCOPE, FIELD_*, INSTANT_INVALID, DIGEST_INVALID, LIMIT_EXCEEDED
 */
export function parseProducerStatement(predicate: Field): ProducerStatement {
  onlyFields(predicate, ['scope', 'assessment', 'words', 'signatory', 'signedOn']);
  return {
    kind: 'producer-statement',
    scope: parseDecisionScope(predicate.get('scope')),
    assessment: parseDigest(predicate.get('assessment').string()),
    words: plainText(predicate.get('words'), ['\n']),
    signatory: parseSignatory(predicate.get('signatory')),
    signedOn: instantOf(predicate.get('signedOn')),
  };
}

function parseSignatory(field: Field): ProducerStatement['signatory'] {
  onlyFields(field, ['name', 'title', 'authority', 'delegation']);
  const delegation = field.optional('delegation');
  return {
    name: plainText(field.get('name')),
    title: plainText(field.get('title')),
    authority: plainText(field.get('authority')),
    ...(delegation && { delegation: parseDigest(delegation.string()) }),
  };
}

function plainText(field: Field, allowed: readonly string[] = []): string {
  const text = decisionText(field);
  const steering = firstSteering(text, allowed);
  if (steering === undefined) return text;
  throw new ParseError('WORDS_STEERING', `${field.path} holds ${steering}, which hides or reorders what is shown`);
}
