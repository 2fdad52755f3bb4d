import { ParseError, type Field } from '#kernel';

/** A field that nobody reads is a condition that nobody checks; in-toto's own reader refuses it too. @throws ParseError FIELD_UNKNOWN */
export function onlyFields(field: Field, known: readonly string[]): void {
  const unknown = Object.keys(field.object()).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new ParseError('FIELD_UNKNOWN', `${field.path} has no field "${unknown.slice(0, 80)}"`);
}

/** Fields that must be written down, be it as null. @throws ParseError FIELD_MISSING */
export function requireFields(field: Field, names: readonly string[]): void {
  const object = field.object();
  const missing = names.find((name) => !Object.hasOwn(object, name));
  if (missing !== undefined) throw new ParseError('FIELD_MISSING', `${field.path}.${missing} is missing`);
}

/** A list; null and absent are the empty one, as Go writes it. @throws ParseError FIELD_INVALID, LIMIT_EXCEEDED */
export function optionalItems(field: Field, atMost: number): readonly Field[] {
  return field.value === undefined || field.value === null ? [] : field.items(atMost);
}

/** Fields of an object by their keys; null and absent are the empty one. @throws ParseError FIELD_INVALID, LIMIT_EXCEEDED */
export function optionalEntries(field: Field, atMost: number): readonly (readonly [string, Field])[] {
  if (field.value === undefined || field.value === null) return [];
  const keys = Object.keys(field.object());
  if (keys.length <= atMost) return keys.map((key) => [key, field.get(key)] as const);
  throw new ParseError('LIMIT_EXCEEDED', `${field.path} has ${keys.length} entries, at most ${atMost} are accepted`);
}

/** @throws ParseError FIELD_* */
export function presentText(field: Field): string {
  const text = field.string();
  if (text === '') throw new ParseError('FIELD_MISSING', `${field.path} is empty`);
  return text;
}

/** Hexadecimal of any length and case, kept as written. @throws ParseError HEX_INVALID, FIELD_* */
export function hexText(field: Field): string {
  const text = field.string();
  if (/^[0-9a-fA-F]+$/.test(text)) return text;
  throw new ParseError('HEX_INVALID', `${field.path} is not hexadecimal`);
}
