import type { Field } from '#kernel';

import type { Predicate } from './predicate.js';

/** A predicate that only needs recognising; absent, null and empty are the same (in-toto Statement v1). @throws ParseError FIELD_INVALID */
export function parseGeneric(field: Field): Predicate {
  return { kind: 'generic', value: field.value === undefined || field.value === null ? {} : field.object() };
}
