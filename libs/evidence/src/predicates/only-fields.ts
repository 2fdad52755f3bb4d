import { ParseError, type Field } from '#kernel';

/**
 * What is ours is read strictly: a field we do not know may be a condition that somebody meant.
 * @throws ParseError FIELD_UNKNOWN, FIELD_MISSING, FIELD_INVALID
 */
export function onlyFields(field: Field, known: readonly string[]): Field {
  const unknown = Object.keys(field.object()).find((key) => !known.includes(key));
  if (unknown === undefined) return field;
  throw new ParseError('FIELD_UNKNOWN', `${field.path}.${unknown.slice(0, 64)} is not a field of this predicate`);
}
