import type { ParseResult } from '@marcbachmann/cel-js';

import type { ClaimKind } from '../claims/claim.js';
import { fieldsOf, type FieldType } from '../framework/claim-fields.js';
import type { Condition, FieldReader, FieldValue } from './condition.js';
import { indispensableFields } from './conjuncts.js';
import { CONDITION_LIMITS, environmentOf } from './engine.js';
import { fieldsRead, type Refuse } from './fields-read.js';

/**
 * Checks a CEL expression over the fields of one kind of claim and makes it ready to be asked. It may be hostile: a
 * mapping can come out of a stranger's pack. `refuse` is called with the reason for whatever is not accepted.
 */
export function compileCondition(claim: ClaimKind, source: string, refuse: Refuse): Condition {
  if (source.length > CONDITION_LIMITS.characters) {
    refuse(`the expression is longer than ${CONDITION_LIMITS.characters} characters`);
  }
  const types = fieldsOf(claim);
  const expression = parsed(claim, source, refuse);
  const fields = fieldsRead(expression.ast, types, (reason) => refuse(`${reason} (of a ${claim})`));
  const typed = fields.map((field) => [field, types[field]] as const);
  const { valid, type, error } = expression.check();
  if (!valid) refuse(`the types do not fit: ${reasonOf(error)}`);
  if (type !== 'bool') refuse(`the expression yields ${type ?? 'nothing'}, not true or false`);
  const indispensable = indispensableFields(expression.ast);
  return {
    source,
    fields,
    holds: (read) => {
      const context = contextOf(typed, read);
      return indispensable.every((field) => context[field] !== undefined) && answer(expression, context);
    },
  };
}

function parsed(claim: ClaimKind, source: string, refuse: Refuse): ParseResult {
  try {
    return environmentOf(claim).parse(source);
  } catch (error) {
    return refuse(`this is no CEL expression: ${reasonOf(error)}`);
  }
}

/** The library's own message draws the expression beneath; its summary is one line. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unreadable';
  return 'summary' in error && typeof error.summary === 'string' ? error.summary : error.message;
}

/**
 * CEL raises an error where a variable is absent; `&&` and `||` set it aside where the other side decides alone, and
 * everything else passes it on. What is left of it at the top means unknown. So is a sum beyond 64 bits.
 */
function answer(expression: ParseResult, context: Context): boolean {
  try {
    return expression(context) === true;
  } catch {
    return false;
  }
}

type Context = Record<string, string | number | bigint | boolean | readonly string[]>;

function contextOf(fields: readonly (readonly [string, FieldType | undefined])[], read: FieldReader): Context {
  const context: Context = {};
  for (const [field, type] of fields) {
    const value = celValueOf(read(field), type);
    if (value !== undefined) context[field] = value;
  }
  return context;
}

/** CEL's integers are bigints; what claims to be one and is none is as good as not stated. */
function celValueOf(value: FieldValue | undefined, type: FieldType | undefined): Context[string] | undefined {
  if (type !== 'int') return value;
  return Number.isSafeInteger(value) ? BigInt(value as number) : undefined;
}
