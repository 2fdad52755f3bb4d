import fc from 'fast-check';

import {
  CLAIM_FIELDS,
  isComponentField,
  isOpenFindingField,
  leavesOf,
  type Claim,
  type ClaimKind,
  type ClaimRequirement,
  type ControlMapping,
} from '#compliance';

/** What leaves of one control ask of one kind of claim, and claims that answer it; found by trying, not by reasoning. */
export interface Asked {
  /** The organization is asked, whatever the control is judged over. */
  readonly ofOrganization: boolean;
  readonly meeting: readonly [Claim, ...Claim[]];
  readonly others: readonly [Claim, ...Claim[]];
}

type Condition = NonNullable<ClaimRequirement['where']>;
type FieldReader = Parameters<Condition['holds']>[0];

const TRIES = 3000;
const KEPT = 12;

/** Leaves that select alike are about the same evidence, so one claim has to answer all of them. */
export function askedBy({ requires, beyondPartial }: ControlMapping): readonly Asked[] {
  return [...groups(requires, false), ...groups(beyondPartial, true)];
}

function groups(requires: ControlMapping['requires'], ofOrganization: boolean): readonly Asked[] {
  if (requires === undefined) return [];
  const alike = new Map<string, ClaimRequirement[]>();
  for (const leaf of leavesOf(requires).filter((one) => !readsComponents(one))) {
    const key = `${leaf.claim} ${leaf.select?.source ?? ''}`;
    alike.set(key, [...(alike.get(key) ?? []), leaf]);
  }
  return [...alike.values()].map((leaves) => ({ ...answersTo(leaves), ofOrganization }));
}

/** No claim says what evidence is held about the components of an SBOM: such a leaf is one of two ways, and left to the cases. */
function readsComponents({ where, unless }: ClaimRequirement): boolean {
  return [where, unless].some((condition) => condition?.fields.some(isComponentField));
}

function answersTo(leaves: readonly ClaimRequirement[]): Pick<Asked, 'meeting' | 'others'> {
  const [{ claim: kind }] = leaves as readonly [ClaimRequirement];
  const conditions = leaves.flatMap(({ select, where, unless }) => [select, where, unless].filter(isThere));
  const tried = fc.sample(claims(kind, conditions), { numRuns: TRIES, seed: 218 });
  const meeting = tried.filter((claim) => leaves.every((leaf) => meets(claim, leaf)));
  const others = tried.filter((claim) => !leaves.every((leaf) => meets(claim, leaf)));
  return { meeting: some(meeting, leaves), others: some([...others, ...meeting], leaves) };
}

function some(found: readonly Claim[], leaves: readonly ClaimRequirement[]): readonly [Claim, ...Claim[]] {
  const [first, ...rest] = found;
  if (first === undefined) throw new Error(`no claim was found for: ${leaves.map(({ need }) => need).join('; ')}`);
  return [first, ...rest.slice(0, KEPT - 1)];
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function meets(claim: Claim, { select, where, unless }: ClaimRequirement): boolean {
  const read = readerOf(claim);
  const says = (condition: Condition | undefined, silent: boolean) => condition?.holds(read) ?? silent;
  return says(select, true) && says(where, true) && !says(unless, false);
}

/** What is computed for a scan is here what it lists: nothing answers it. */
function readerOf(claim: Claim): FieldReader {
  const scan = claim.kind === 'vulnerability-scan' ? claim : undefined;
  const open = scan && { open: scan.total, openCritical: scan.critical, openHigh: scan.high };
  const stated = claim as unknown as Readonly<Record<string, ReturnType<FieldReader>>>;
  return (field) => (open !== undefined && isOpenFindingField(field) ? open[field] : stated[field]);
}

/** Claims that state what the conditions read, or leave it out; values are those that the conditions name, and beside. */
function claims(kind: ClaimKind, conditions: readonly Condition[]): fc.Arbitrary<Claim> {
  const types: Readonly<Record<string, string | readonly string[]>> = CLAIM_FIELDS[kind];
  const literals = literalsIn(conditions.map(({ source }) => source).join(' '));
  const read = [...new Set(conditions.flatMap(({ fields }) => fields))].filter((field) => Object.hasOwn(types, field));
  const fields = read.map((field) => [field, valuesOf(types[field] ?? 'string', literals)] as const);
  const stated = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  const whole = fc.record(Object.fromEntries(fields));
  return fc
    .tuple(fc.oneof({ weight: 3, arbitrary: whole }, { weight: 1, arbitrary: stated }), findings)
    .map(([values, found]) => ({ kind, ...(kind === 'vulnerability-scan' && scanned(found)), ...values }) as Claim);
}

interface Literals {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

function literalsIn(source: string): Literals {
  const numbers = (source.replace(/"[^"]*"/g, '').match(/\b\d+(\.\d+)?\b/g) ?? []).map(Number);
  return {
    numbers: [...new Set(numbers.flatMap((n) => [n, n + 1, Math.max(0, n - 1)]))],
    texts: [...(source.match(/(?<=")[^"]*(?=")/g) ?? []), 'other'],
  };
}

function valuesOf(type: string | readonly string[], { numbers, texts }: Literals): fc.Arbitrary<unknown> {
  if (typeof type !== 'string') return fc.constantFrom(...type);
  if (type === 'bool') return fc.boolean();
  if (type === 'int' || type === 'double') return fc.constantFrom(...numbers, 0, 0, 0);
  return type === 'string' ? fc.constantFrom(...texts) : fc.subarray([...new Set(texts)]);
}

const findings = fc.subarray(['critical', 'high', 'medium'] as const);

function scanned(severities: readonly ('critical' | 'high' | 'medium')[]) {
  const count = (severity: string) => severities.filter((one) => one === severity).length;
  return {
    findings: severities.map((severity) => ({ id: `CVE-2026-${severity}`, severity })),
    ...{ critical: count('critical'), high: count('high'), total: severities.length },
  };
}
