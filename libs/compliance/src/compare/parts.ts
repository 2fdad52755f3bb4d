import { canonicalJson, type Digest } from '#kernel';

import type { AssessmentInput } from '../assessment.js';
import type { Fact, Finding } from '../fact.js';
import type { Catalog } from '../framework/catalog.js';
import type { Mapping } from '../framework/mapping.js';
import { groupBy } from '../group-by.js';

/** Everything one judgement depends on. */
export interface Side {
  readonly input: AssessmentInput;
  readonly catalog: Catalog;
  readonly mapping: Mapping;
}

/**
 * The parts of a judgement that can change by themselves: another release with all that is known about it; the list of
 * what it consists of; evidence that came, that went, or that is judged otherwise; the moment; the rules of judging.
 */
export type Part = 'mapping' | 'catalog' | 'release' | 'population' | 'gone' | 'new' | 'trust' | 'time';

/** The order in which parts are changed, one after the other, until one side has become the other. */
export const PARTS = [
  'mapping',
  'catalog',
  'release',
  'population',
  'gone',
  'new',
  'trust',
  'time',
] as const satisfies readonly Part[];

/** `from` with one part of `to`. */
export function swapped(part: Part, from: Side, to: Side): Side {
  const withInput = (input: Partial<AssessmentInput>): Side => ({ ...from, input: { ...from.input, ...input } });
  switch (part) {
    case 'mapping':
      return { ...withInput({ mapping: to.input.mapping }), mapping: to.mapping };
    case 'catalog':
      return { ...withInput({ catalog: to.input.catalog }), catalog: to.catalog };
    case 'release': {
      if (isSameRelease(from, to)) return from;
      const { scope, population, facts, findings, trustRoots, policy } = to.input;
      return withInput({ scope, population, facts, findings, trustRoots, policy });
    }
    case 'population':
      return withInput({ population: to.input.population });
    case 'gone':
      return withInput(keeping(from.input, digestsOf(to.input)));
    case 'new':
      return withInput(joined(from.input, without(to.input, digestsOf(from.input))));
    case 'trust': {
      const own = without(from.input, digestsOf(to.input));
      const { trustRoots, policy } = to.input;
      return withInput({ ...joined(own, keeping(to.input, digestsOf(from.input))), trustRoots, policy });
    }
    case 'time':
      return withInput({ asOf: to.input.asOf, knownAt: to.input.knownAt });
  }
}

export function isSameRelease(a: Side, b: Side): boolean {
  return canonicalJson(a.input.scope) === canonicalJson(b.input.scope);
}

export interface Known {
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
}

export function digestsOf({ facts, findings }: Known): ReadonlySet<Digest> {
  return new Set([...facts, ...findings].map(({ evidence }) => evidence));
}

function keeping({ facts, findings }: Known, digests: ReadonlySet<Digest>): Known {
  const isKept = ({ evidence }: { readonly evidence: Digest }) => digests.has(evidence);
  return { facts: facts.filter(isKept), findings: findings.filter(isKept) };
}

function without({ facts, findings }: Known, digests: ReadonlySet<Digest>): Known {
  const isKept = ({ evidence }: { readonly evidence: Digest }) => !digests.has(evidence);
  return { facts: facts.filter(isKept), findings: findings.filter(isKept) };
}

function joined(a: Known, b: Known): Known {
  return { facts: [...a.facts, ...b.facts], findings: [...a.findings, ...b.findings] };
}

/** Evidence that both sides know and judge differently. */
export function judgedOtherwise(a: Known, b: Known): ReadonlySet<Digest> {
  const [before, after] = [a, b].map((known) =>
    groupBy<Fact | Finding, Digest>([...known.facts, ...known.findings], ({ evidence }) => evidence),
  );
  const saying = (all: readonly (Fact | Finding)[] | undefined) =>
    all
      ?.map((one) => canonicalJson(one))
      .sort()
      .join('\n');
  const shared = [...(before?.keys() ?? [])].filter((evidence) => after?.has(evidence));
  return new Set(shared.filter((evidence) => saying(before?.get(evidence)) !== saying(after?.get(evidence))));
}
