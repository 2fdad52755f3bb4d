import type { Claim, ClaimKind } from '../claims/claim.js';
import { readerOf } from '../evaluate/word.js';
import type { Condition } from '../condition/condition.js';
import { fieldsOf, isComputedField, type FieldType } from '../framework/claim-fields.js';
import type { ClaimRequirement } from '../framework/mapping.js';

/** How often leaves are asked before the search is given up: then nothing is promised. */
const MOST_QUESTIONS = 20_000;
/** The highest levels that any trust rule or verifier can grant. */
const HIGHEST: Readonly<Record<string, number>> = { buildLevel: 3, sourceLevel: 4 };

/** Stands for a text that no condition speaks of. */
export const ANY_TEXT = 'planned';

type Value = string | number | boolean | readonly string[] | undefined;

/**
 * A claim that every one of these leaves accepts, found by trying what their conditions speak of; undefined where none
 * was found. Whatever is found is put before the leaves themselves, so a condition of any shape cannot be misread.
 */
export function witnessOf(kind: ClaimKind, leaves: readonly ClaimRequirement[]): Claim | undefined {
  const choices = choicesOf(kind, leaves);
  const [plainest] = claimsOf({ kind }, plainestOf(choices));
  if (plainest === undefined) return undefined;
  const sought = { leaves, patience: { left: MOST_QUESTIONS } };
  return leafByLeaf(plainest, choices, sought) ?? search({ ...plainest }, choicesIn(leaves, choices), sought);
}

/** Would each of these leaves count such a claim, and nothing in it against itself? */
export function isAccepted(leaves: readonly ClaimRequirement[], claim: Claim): boolean {
  return leaves.every((leaf) => accepts(leaf, claim));
}

/** Every text that their conditions compare with. */
export function literalsOf(leaves: readonly ClaimRequirement[]): readonly string[] {
  return literalsIn(leaves.flatMap(sourcesOf).join('\n')).strings;
}

interface Patience {
  left: number;
}

/** Makes one leaf after the other accept, changing only what it speaks of; misses only what has to be given up again. */
function leafByLeaf(
  plainest: Claim,
  choices: readonly Choice[],
  { leaves, patience }: { readonly leaves: readonly ClaimRequirement[]; readonly patience: Patience },
): Claim | undefined {
  return leaves.reduce<Claim | undefined>((claim, leaf, index) => {
    if (claim === undefined) return undefined;
    return search({ ...claim }, choicesIn([leaf], choices), { leaves: leaves.slice(0, index + 1), patience });
  }, plainest);
}

/** The first claim that all leaves accept, or none where it takes too long. */
function search(
  base: Readonly<Record<string, unknown>>,
  choices: readonly Choice[],
  { leaves, patience }: { readonly leaves: readonly ClaimRequirement[]; readonly patience: Patience },
): Claim | undefined {
  for (const claim of claimsOf(base, choices)) {
    if (patience.left <= 0) return undefined;
    if (leaves.every((leaf) => patience.left-- > 0 && accepts(leaf, claim))) return claim;
  }
  return undefined;
}

/** What is worth trying for each field of such a claim. */
function choicesOf(kind: ClaimKind, leaves: readonly ClaimRequirement[]): readonly Choice[] {
  const literals = literalsIn(leaves.flatMap(sourcesOf).join('\n'));
  const fields = Object.entries(fieldsOf(kind)).filter(([field]) => !isComputedField(field));
  return fields.map(([field, type]) => ({ field, values: candidates(field, type, literals) }));
}

function plainestOf(choices: readonly Choice[]): readonly Choice[] {
  return choices.map(({ field, values }) => ({ field, values: values.slice(0, 1) }));
}

/** Every choice for what these leaves speak of. */
function choicesIn(leaves: readonly ClaimRequirement[], choices: readonly Choice[]): readonly Choice[] {
  const words = new Set(leaves.flatMap(sourcesOf).flatMap((source) => source.match(/[A-Za-z]\w*/g) ?? []));
  return choices.filter(({ field }) => words.has(field));
}

function sourcesOf({ select, where, unless }: ClaimRequirement): readonly string[] {
  return [select, where, unless].flatMap((condition) => (condition === undefined ? [] : [condition.source]));
}

/** Is the leaf about such a claim, and would it count for it and not against it? */
function accepts({ select, where, unless }: ClaimRequirement, claim: Claim): boolean {
  const holds = (condition: Condition) => condition.holds(readerOf(claim, openIn(claim)));
  if (select !== undefined && !holds(select)) return false;
  return (where === undefined || holds(where)) && (unless === undefined || !holds(unless));
}

/** A witness lists no findings: whatever it counts is open. */
function openIn(claim: Claim): Parameters<typeof readerOf>[1] {
  if (claim.kind !== 'vulnerability-scan') return undefined;
  const counts = { open: claim.total, openCritical: claim.critical, openHigh: claim.high };
  return { counts, evidence: [], teamControlled: false };
}

interface Choice {
  readonly field: string;
  readonly values: readonly Value[];
}

/** Every claim of these choices, the plainest first; what is not chosen stays as it is. */
function* claimsOf(base: Readonly<Record<string, unknown>>, choices: readonly Choice[]): Generator<Claim> {
  const total = choices.reduce((product, { values }) => product * values.length, 1);
  for (let number = 0; number < total; number++) {
    let rest = number;
    const claim: Record<string, unknown> = { findings: [], statements: [], ...base };
    for (const { field, values } of choices) {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      claim[field] = value;
    }
    yield withoutAbsent(claim);
  }
}

/** Only what is stated: an absent field is no field. */
function withoutAbsent(claim: Readonly<Record<string, unknown>>): Claim {
  return Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined)) as unknown as Claim;
}

interface Literals {
  readonly numbers: readonly number[];
  readonly strings: readonly string[];
}

function literalsIn(text: string): Literals {
  const strings = [...text.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map(([, double, single]) => double ?? single ?? '');
  const numbers = [...text.matchAll(/(?<![\w.])\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
  return { strings, numbers: [...new Set([0, ...numbers.flatMap((number) => [number - 1, number, number + 1])])] };
}

/** What is worth trying for a field, the plainest first; undefined is not stated. */
function candidates(field: string, type: FieldType, { numbers, strings }: Literals): readonly Value[] {
  const most = HIGHEST[field] ?? Infinity;
  switch (type) {
    case 'bool':
      return [true, false, undefined];
    case 'int':
    case 'double':
      return [...numbers.filter((number) => number >= 0 && number <= most).sort((a, b) => a - b), undefined];
    case 'string':
      return [ANY_TEXT, ...new Set(strings), undefined];
    case 'list<string>':
      return [[], [...new Set(strings)], ...strings.map((string) => [string])];
    default:
      return [...type, undefined];
  }
}
