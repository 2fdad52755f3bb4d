import type { ASTNode } from '@marcbachmann/cel-js';

import type { FieldType } from '../framework/claim-fields.js';

export type Refuse = (reason: string) => never;
export type FieldTypes = Readonly<Record<string, FieldType>>;

const OPERATORS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '&&', '||', '+', '-', '*']);
const TEXT_METHODS: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains']);

/**
 * The fields an expression reads, sorted. It may be made of comparisons, logic, sums, lists of literals and the few
 * functions named here: no regular expressions (they can take for ever), no time, no conversion, no nested macros.
 */
export function fieldsRead(ast: ASTNode, types: FieldTypes, refuse: Refuse): readonly string[] {
  const reading = new Reading(types, refuse);
  reading.node(ast);
  if (reading.fields.size === 0) refuse('it asks nothing of the claim: name a field');
  return [...reading.fields].sort();
}

class Reading {
  readonly fields = new Set<string>();
  /** The variable of the macro we are in; one is all there may be. */
  #item: string | undefined;

  constructor(
    private readonly types: FieldTypes,
    private readonly refuse: Refuse,
  ) {}

  node(node: ASTNode): void {
    switch (node.op) {
      case 'value':
        this.#literal(node);
        break;
      case 'id':
        this.#name(node.args);
        break;
      case '!_':
      case '-_':
        this.node(node.args);
        break;
      case 'list':
        for (const item of node.args) this.#literal(item);
        break;
      case 'in':
        this.#membership(node.args);
        break;
      case 'call':
        this.#call(node.args);
        break;
      case 'rcall':
        this.#method(node.args);
        break;
      default:
        this.#operator(node);
    }
  }

  #operator(node: ASTNode): void {
    if (!OPERATORS.has(node.op)) this.refuse(`${node.op} is not among what a condition may use`);
    const [left, right] = node.args as [ASTNode, ASTNode];
    if (node.op === '==' || node.op === '!=') this.#words(left, right);
    this.node(left);
    this.node(right);
  }

  #membership([item, list]: [ASTNode, ASTNode]): void {
    if (list.op === 'list') for (const word of list.args) this.#words(item, word);
    this.node(item);
    this.node(list);
  }

  /** A word that the field never holds is a slip of the pen, and would quietly decide. */
  #words(left: ASTNode, right: ASTNode): void {
    this.#word(left, right);
    this.#word(right, left);
  }

  #word(field: ASTNode, word: ASTNode): void {
    if (field.op !== 'id' || word.op !== 'value' || field.args === this.#item) return;
    const type = Object.hasOwn(this.types, field.args) ? this.types[field.args] : undefined;
    if (typeof type !== 'object' || type.some((known) => known === word.args)) return;
    this.refuse(`${field.args} is one of ${type.join(', ')}, never ${String(word.args)}`);
  }

  #call([name, args]: [string, ASTNode[]]): void {
    const [only] = args;
    if (only === undefined || args.length > 1) this.#unknown(name);
    if (name === 'stated' && (only.op !== 'id' || only.args === this.#item)) {
      this.refuse('stated() takes the name of a field');
    }
    if (name !== 'stated' && name !== 'size') this.#unknown(name);
    this.node(only);
  }

  #method([name, receiver, args]: [string, ASTNode, ASTNode[]]): void {
    if (name === 'exists') {
      this.#exists(receiver, args);
      return;
    }
    if (!TEXT_METHODS.has(name)) this.#unknown(name);
    this.node(receiver);
    for (const arg of args) this.node(arg);
  }

  #exists(list: ASTNode, [item, predicate]: ASTNode[]): void {
    if (this.#item !== undefined) this.refuse('exists() inside exists() is not allowed');
    if (list.op !== 'id') this.refuse('exists() is asked of a field');
    if (item?.op !== 'id' || predicate === undefined) this.refuse('exists() takes a name and a test of it');
    if (Object.hasOwn(this.types, item.args)) this.refuse(`${item.args} is a field: name the item otherwise`);
    this.node(list);
    this.#item = item.args;
    this.node(predicate);
    this.#item = undefined;
  }

  #unknown(name: string): never {
    return this.refuse(`the function ${name} is not among what a condition may use`);
  }

  #literal(node: ASTNode): void {
    const plain = node.op === 'value' && ['string', 'number', 'bigint', 'boolean'].includes(typeof node.args);
    const negative = node.op === '-_' && node.args.op === 'value';
    if (!plain && !negative) this.refuse('only texts, numbers, true and false can stand there');
  }

  #name(name: string): void {
    if (name === this.#item) return;
    if (!Object.hasOwn(this.types, name)) this.refuse(`there is no field ${name}`);
    this.fields.add(name);
  }
}
