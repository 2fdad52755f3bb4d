import type { ASTNode } from '@marcbachmann/cel-js';
import { serialize } from '@marcbachmann/cel-js/serialize';

import type { ClaimKind } from '../claims/claim.js';
import { conjunctsOf, indispensableFields } from '../condition/conjuncts.js';
import type { Condition } from '../condition/condition.js';
import { environmentOf } from '../condition/engine.js';

/**
 * Does whatever says `stricter` say `weaker` too? Read off the expressions: bounds of numbers, members of lists, parts
 * of a conjunction. False may also mean that it cannot be told.
 */
export function conditionEntails(
  claim: ClaimKind,
  stricter: Condition | undefined,
  weaker: Condition | undefined,
): boolean {
  if (weaker === undefined) return true;
  if (stricter === undefined) return false;
  const ast = ({ source }: Condition) => environmentOf(claim).parse(source).ast;
  return entails(ast(stricter), ast(weaker));
}

function entails(stricter: ASTNode, weaker: ASTNode): boolean {
  const asked = conjunctsOf(weaker);
  if (asked.length > 1) return asked.every((each) => entails(stricter, each));
  const ways = disjunctsOf(stricter);
  if (ways.length > 1) return ways.every((each) => entails(each, weaker));
  const alternatives = disjunctsOf(weaker);
  return conjunctsOf(stricter).some((said) =>
    alternatives.some((each) => (alternatives.length === 1 ? atomEntails(said, each) : entails(said, each))),
  );
}

function disjunctsOf(node: ASTNode): readonly ASTNode[] {
  return node.op === '||' ? node.args.flatMap(disjunctsOf) : [node];
}

function atomEntails(said: ASTNode, asked: ASTNode): boolean {
  if (serialize(said) === serialize(asked)) return true;
  if (asked.op === 'call' && asked.args[0] === 'stated') return answersStated(said, asked.args[1]);
  const [is, ought] = [readTest(said), readTest(asked)];
  return is !== undefined && ought !== undefined && is.field === ought.field && testEntails(is, ought);
}

function answersStated(said: ASTNode, [field]: readonly ASTNode[]): boolean {
  return field?.op === 'id' && indispensableFields(said).includes(field.args);
}

type Value = string | number | bigint | boolean;
/** A field beside literals: one of some values, not one value, or on one side of a bound. */
type Test = { readonly field: string } & (
  | { readonly kind: 'among'; readonly values: readonly Value[] }
  | { readonly kind: 'not'; readonly value: Value }
  | { readonly kind: 'bound'; readonly operator: Bound; readonly value: number | bigint }
);
type Bound = '<' | '<=' | '>' | '>=';
const MIRRORED: Readonly<Record<Bound, Bound>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function readTest(node: ASTNode): Test | undefined {
  if (node.op === 'in') {
    const [item, list] = node.args;
    if (item.op !== 'id' || list.op !== 'list') return undefined;
    const values = list.args.flatMap((value) => literalOf(value) ?? []);
    return values.length === list.args.length ? { field: item.args, kind: 'among', values } : undefined;
  }
  if (node.op !== '==' && node.op !== '!=' && !isBound(node.op)) return undefined;
  const [left, right] = node.args as [ASTNode, ASTNode];
  const mirrored = left.op !== 'id';
  const [field, value] = mirrored ? [right, literalOf(left)] : [left, literalOf(right)];
  if (field.op !== 'id' || value === undefined) return undefined;
  if (node.op === '==') return { field: field.args, kind: 'among', values: [value] };
  if (node.op === '!=') return { field: field.args, kind: 'not', value };
  if (!isBound(node.op) || (typeof value !== 'number' && typeof value !== 'bigint')) return undefined;
  return { field: field.args, kind: 'bound', operator: mirrored ? MIRRORED[node.op] : node.op, value };
}

function isBound(op: string): op is Bound {
  return Object.hasOwn(MIRRORED, op);
}

function literalOf(node: ASTNode): Value | undefined {
  if (node.op === 'value' && ['string', 'number', 'bigint', 'boolean'].includes(typeof node.args)) {
    return node.args as Value;
  }
  if (node.op !== '-_' || node.args.op !== 'value') return undefined;
  const { args } = node.args;
  return typeof args === 'bigint' || typeof args === 'number' ? -args : undefined;
}

function testEntails(is: Test, ought: Test): boolean {
  if (is.kind === 'among') return is.values.every((value) => meets(value, ought));
  if (is.kind === 'not') return ought.kind === 'not' && is.value === ought.value;
  if (ought.kind === 'not') return typeof ought.value !== 'string' && !meets(ought.value, is);
  if (ought.kind !== 'bound' || ought.operator[0] !== is.operator[0]) return false;
  if (is.value !== ought.value) return meets(is.value, ought);
  return ought.operator.length >= is.operator.length;
}

function meets(value: Value, test: Test): boolean {
  if (test.kind === 'among') return test.values.includes(value);
  if (test.kind === 'not') return value !== test.value;
  if (typeof value !== 'number' && typeof value !== 'bigint') return false;
  if (test.operator === '<') return value < test.value;
  if (test.operator === '<=') return value <= test.value;
  return test.operator === '>' ? value > test.value : value >= test.value;
}
