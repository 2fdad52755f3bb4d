import type { Field, ParseError } from '#kernel';

import { decisionText } from './decision-fields.js';

/** Are these one person's name, as people read it? Another spelling is not another person, nor are unseen characters. */
export function isSameName(a: string, b: string): boolean {
  return asRead(a) === asRead(b);
}

function asRead(name: string): string {
  const seen = name.normalize('NFKC').replace(/\p{Cf}/gu, '');
  return seen.replace(/\s+/gu, ' ').trim().toLowerCase();
}

/**
 * Four eyes: who asks or states, and who agrees.
 * @throws what `refuse` makes where they are one person; ParseError FIELD_MISSING, FIELD_INVALID, LIMIT_EXCEEDED
 */
export function twoPeople(
  predicate: Field,
  [asks, agrees]: readonly [string, string],
  refuse: () => ParseError,
): readonly [string, string] {
  const people = [decisionText(predicate.get(asks)), decisionText(predicate.get(agrees))] as const;
  if (isSameName(...people)) throw refuse();
  return people;
}
