import type { Claim, ClaimKind } from '../claims/claim.js';
import { readerOf } from '../evaluate/word.js';
import type { Condition } from '../condition/condition.js';
import { fieldsOf, isOpenFindingField, type FieldType } from '../framework/claim-fields.js';
import type { ClaimRequirement } from '../framework/mapping.js';

/** How many claims are tried before the search is given up: then nothing is promised. */
const MOST_TRIES = 20_000;
/** The highest levels that any trust rule or verifier can grant. */
const HIGHEST: Readonly<Record<string, number>> = { buildLevel: 3, sourceLevel: 4 };

type Value = string | number | boolean | readonly string[] | undefined;

/**
 * A claim that every one of these leaves accepts, found by trying what their conditions speak of; undefined where none
 * was found. Whatever is found is put before the leaves themselves, so a condition of any shape cannot be misread.
 */
export function witnessOf(kind: ClaimKind, leaves: readonly ClaimRequirement[]): Claim | undefined {
  const text = leaves.flatMap(({ select, where, unless }) => [select, where, unless].map((each) => each?.source ?? ''));
  const words = new Set(text.flatMap((source) => source.match(/[A-Za-z]\w*/g) ?? []));
  const literals = literalsIn(text.join('\n'));
  const fields = Object.entries(fieldsOf(kind)).filter(([field]) => !isOpenFindingField(field));
  const choices = fields.map(([field, type]) => {
    const all = candidates(field, type, literals);
    return { field, values: words.has(field) ? all : all.slice(0, 1) };
  });
  let tries = 0;
  for (const claim of claimsOf(kind, choices)) {
    if (leaves.every((leaf) => accepts(leaf, claim))) return claim;
    tries += 1;
    if (tries >= MOST_TRIES) return undefined;
  }
  return undefined;
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

/** Every claim of these choices, the plainest first. */
function* claimsOf(kind: ClaimKind, choices: readonly Choice[]): Generator<Claim> {
  const total = choices.reduce((product, { values }) => product * values.length, 1);
  for (let number = 0; number < total; number++) {
    let rest = number;
    const claim: Record<string, Value> = { kind };
    for (const { field, values } of choices) {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      if (value !== undefined) claim[field] = value;
    }
    yield { findings: [], statements: [], ...claim } as unknown as Claim;
  }
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
      return ['planned', ...new Set(strings), undefined];
    case 'list<string>':
      return [[], [...new Set(strings)], ...strings.map((string) => [string])];
    default:
      return [...type, undefined];
  }
}
