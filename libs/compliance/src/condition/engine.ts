import { Environment } from '@marcbachmann/cel-js';

import type { ClaimKind } from '../claims/claim.js';
import { fieldsOf, type FieldType } from '../framework/claim-fields.js';

/**
 * What a mapping's conditions mean depends on who evaluates them, so each mapping names it, and with it the digest of
 * the mapping covers it. The last part is the version of the library.
 */
export const CONDITION_ENGINE = 'cel/@marcbachmann/cel-js@8.0.0';

/** The library has no bound on cost. Without nested macros, cost is at most nodes times the longest list of a claim. */
export const CONDITION_LIMITS = { characters: 1000, nodes: 100, depth: 16, listItems: 50 } as const;

const BASE = new Environment({
  limits: {
    maxAstNodes: CONDITION_LIMITS.nodes,
    maxDepth: CONDITION_LIMITS.depth,
    maxListElements: CONDITION_LIMITS.listItems,
    maxMapEntries: 0,
    maxCallArguments: 3,
  },
}).registerFunction('stated(ast): bool', statedMacro);

const ENVIRONMENTS = new Map<ClaimKind, Environment>();

/** The fields of one kind of claim as variables, and nothing else. */
export function environmentOf(claim: ClaimKind): Environment {
  const known = ENVIRONMENTS.get(claim);
  if (known !== undefined) return known;
  const environment = BASE.clone();
  for (const [field, type] of Object.entries(fieldsOf(claim))) environment.registerVariable(field, celTypeOf(type));
  ENVIRONMENTS.set(claim, environment);
  return environment;
}

function celTypeOf(type: FieldType): string {
  return typeof type === 'string' ? type : 'string';
}

interface MacroContext {
  getValue(name: string): unknown;
}

/** `stated(field)`: its argument is a name, never evaluated, so that an absent field answers false and raises nothing. */
function statedMacro({ args: [field] }: { readonly args: readonly { readonly args: string }[] }): unknown {
  return {
    typeCheck: (checker: { getType(name: string): unknown }) => checker.getType('bool'),
    evaluate: (_evaluator: unknown, _macro: unknown, context: MacroContext) =>
      field !== undefined && context.getValue(field.args) !== undefined,
    async: false,
  };
}
