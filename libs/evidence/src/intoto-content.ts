import { Field, ParseError, parseStrictJson } from '#kernel';

import type { EvidenceKind } from './evidence-kind.js';
import { readMetadata } from './formats/in-toto-layout/layout-shape.js';
import { isMetadata } from './formats/in-toto-layout/supply-chain.js';
import { STATEMENT_LISTS } from './list-limits.js';
import type { Content } from './parsed.js';
import { kindOfPredicate, PREDICATE_TYPES, type PredicateType } from './predicates/predicate-types.js';
import { parseStatementVersion, parseSubjects, statementOf } from './statement.js';

type Signed = Extract<Content, { kind: 'signed' }>;
type Problem = NonNullable<Signed['problem']>;

/** As much of an in-toto payload as could be read, and the first thing that could not. */
export interface IntotoContent extends Omit<Signed, 'kind' | 'entity'> {
  readonly kind: EvidenceKind;
}

/**
 * Reads statement and predicate out of a payload, or in-toto's older layout or link. Never throws for what the payload holds: each refusal names the rung
 * it belongs to, and what was readable before it is kept, so that a finding still knows its kind.
 */
export function readIntotoPayload(payload: Uint8Array): IntotoContent {
  const json = attempt('envelope', () => {
    const field = new Field(parseStrictJson(payload, STATEMENT_LISTS), 'statement');
    if (!isMetadata(field.object())) parseStatementVersion(field);
    return field;
  });
  if ('problem' in json) return { kind: 'other', problem: json.problem };
  return isMetadata(json.value.object()) ? readMetadata(json.value) : readStatement(json.value);
}

/** As {@link readIntotoPayload}, for a statement whose `_type` is known. */
export function readStatement(field: Field): IntotoContent {
  const type = attempt('predicate', () => registeredType(field.get('predicateType').string()));
  const kind = 'value' in type ? type.value.kind : 'other';
  const subjects = attempt('subject', () => parseSubjects(field.get('subject')));
  if ('problem' in subjects) return { kind, problem: subjects.problem };
  const statement = attempt('predicate', () => statementOf(field, subjects.value));
  if ('problem' in statement) return { kind, problem: statement.problem };
  if ('problem' in type) return { kind, statement: statement.value, problem: type.problem };
  const predicate = attempt('predicate', () => {
    const parsed = type.value.parse(field.get('predicate'));
    type.value.requires?.(statement.value, parsed);
    return parsed;
  });
  if ('problem' in predicate) return { kind, statement: statement.value, problem: predicate.problem };
  return {
    kind: kindOfPredicate(predicate.value, type.value),
    statement: statement.value,
    predicate: predicate.value,
  };
}

function registeredType(uri: string): PredicateType {
  const type = PREDICATE_TYPES.get(uri);
  if (type !== undefined) return type;
  throw new ParseError('PREDICATE_TYPE_UNKNOWN', `"${uri.slice(0, 120)}" is not a registered predicate type`);
}

function attempt<T>(rung: Problem['rung'], read: () => T): { readonly value: T } | { readonly problem: Problem } {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { problem: { rung, code: error.code, message: error.message } };
  }
}
