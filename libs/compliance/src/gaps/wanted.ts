import type { ClaimKind } from '../claims/claim.js';
import { fieldsOf } from '../framework/claim-fields.js';
import type { ClaimRequirement } from '../framework/mapping.js';
import { ANY_TEXT, isAccepted, literalsOf, witnessOf } from './witness.js';

/** Which values of a field conditions insist on: each text that would do, or the least number that was found to. */
export interface Wanted {
  readonly field: string;
  readonly anyOf: readonly (string | number)[];
}

/** What a claim has to say by name or number so that all of these leaves accept it, as far as their conditions tell. */
export function wantedOf(kind: ClaimKind, leaves: readonly ClaimRequirement[]): readonly Wanted[] {
  const claim = witnessOf(kind, leaves);
  if (claim === undefined) return [];
  const witness: Readonly<Record<string, unknown>> = { ...claim };
  const accepts = (field: string, value: string) => isAccepted(leaves, { ...claim, [field]: value });
  return Object.entries(fieldsOf(kind)).flatMap(([field, type]): readonly Wanted[] => {
    if (type === 'string' && !accepts(field, ANY_TEXT)) {
      const anyOf = [...new Set(literalsOf(leaves))].filter((text) => accepts(field, text));
      return anyOf.length === 0 ? [] : [{ field, anyOf }];
    }
    const value = witness[field];
    return type === 'int' && typeof value === 'number' && value > 0 ? [{ field, anyOf: [value] }] : [];
  });
}
