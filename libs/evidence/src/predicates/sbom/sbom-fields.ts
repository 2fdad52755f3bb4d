import { LIMITS, type Field } from '#kernel';

/** Elements in one list of an SBOM. The bytes are bounded before; this bounds the work per list. */
export const MAX_ELEMENTS = LIMITS.listElements;

/** The field is there and is text with something in it. @throws ParseError FIELD_INVALID */
export function hasText(item: Field, key: string): boolean {
  return (item.optional(key)?.string() ?? '').trim() !== '';
}

/** The field is there and is an array with something in it. @throws ParseError FIELD_INVALID, LIMIT_EXCEEDED */
export function hasItems(item: Field, key: string): boolean {
  return (item.optional(key)?.items(MAX_ELEMENTS).length ?? 0) > 0;
}
