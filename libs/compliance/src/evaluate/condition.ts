import type { Condition } from '../framework/mapping.js';

export type FieldValue = string | number | boolean | readonly string[];
/** The value of a field, or undefined where the claim does not state it. */
export type FieldReader = (field: string) => FieldValue | undefined;

/** Do all hold? Of none: yes, so that a leaf without conditions asks for nothing but the claim itself. */
export function allHold(conditions: readonly Condition[], read: FieldReader): boolean {
  return conditions.every((condition) => holds(condition, read(condition.field)));
}

/**
 * What is not stated meets nothing but `present: false`: unknown is never green. A list is what it contains: `is` and
 * `in` ask for one of its items, `isNot` for the absence of one, `present` for any item at all.
 */
export function holds(condition: Condition, value: FieldValue | undefined): boolean {
  if ('present' in condition) return isPresent(value) === condition.present;
  if (value === undefined) return false;
  if ('is' in condition) return contains(value, condition.is);
  if ('isNot' in condition) return !contains(value, condition.isNot);
  if ('in' in condition) return condition.in.some((operand) => contains(value, operand));
  if ('atLeast' in condition) return typeof value === 'number' && value >= condition.atLeast;
  return typeof value === 'number' && value <= condition.atMost;
}

function isPresent(value: FieldValue | undefined): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function contains(value: FieldValue, operand: string | number | boolean): boolean {
  return typeof value === 'object' ? value.some((item) => item === operand) : value === operand;
}
