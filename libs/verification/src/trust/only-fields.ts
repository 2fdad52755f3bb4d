import { ParseError, type Field } from '#kernel';

/** Refuses what we would silently ignore: in trust material an unread field may be the one that takes trust away. */
export function onlyFields(field: Field, known: readonly string[]): void {
  for (const name of Object.keys(field.object())) {
    if (!known.includes(name))
      throw new ParseError('FIELD_UNKNOWN', `${field.path}.${name.slice(0, 64)} is not a known field`);
  }
}
