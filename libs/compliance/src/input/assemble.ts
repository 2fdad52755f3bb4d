import { canonicalJson, type Digest, type Instant } from '#kernel';
import type { TrustRule } from '#verification';

import type { AssessmentInput, Population, PopulationMember, Scope } from '../assessment.js';
import { EVIDENCE_KIND_OF_CLAIM } from '../framework/claim-fields.js';
import type { Fact, Finding } from '../fact.js';
import { ComponentPlaces, isComponentKind } from '../evaluate/component-places.js';
import { Places } from '../evaluate/places.js';
import type { SbomIndex } from '../extract/extract-sbom-index.js';
import { joinComponents } from './join-components.js';
import { revisionsOf } from './revisions.js';

export interface InputParts {
  readonly scope: Scope;
  readonly population: Population;
  readonly catalog: Digest;
  /** Layers, bottom first. */
  readonly mapping: readonly Digest[];
  readonly trustRoots: readonly Digest[];
  readonly policy: Digest;
  /** What was known at `knownAt`: the caller selects by receipt. What does not touch the scope may be among it. */
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
  /** What verified SBOMs list, by digest; of which SBOMs, is as with the facts. */
  readonly sboms: readonly SbomIndex[];
  /** The rules in force. */
  readonly rules: readonly TrustRule[];
  readonly asOf: Instant;
  readonly knownAt: Instant;
}

/**
 * The canonical input of a judgement: the same things known give the same bytes, in whatever order they were read.
 * Nothing that touches the scope is dropped: a fact whose rule does not cover the product becomes a finding.
 */
export function assembleInput(parts: InputParts): AssessmentInput {
  const { facts, strangers } = sortOutStrangers(parts);
  const { scope, catalog, mapping, policy, asOf, knownAt } = parts;
  const everything: AssessmentInput = {
    scope,
    population: {
      ...parts.population,
      artifacts: canonicalSet(parts.population.artifacts.map(sortedMember), ({ name }) => name),
    },
    catalog,
    mapping,
    trustRoots: [...new Set(parts.trustRoots)].sort(),
    policy,
    facts,
    findings: [...parts.findings, ...strangers],
    asOf,
    knownAt,
    semantics: 'eval/1',
  };
  const placed = { ...everything, population: { ...everything.population, revisions: revisionsOf(everything) } };
  const components = joinComponents(placed, parts.sboms);
  return withinScope({ ...placed, ...(components && { components }) });
}

function withinScope(input: AssessmentInput): AssessmentInput {
  const places = new Places(input);
  const components = new ComponentPlaces(input.components);
  return {
    ...input,
    facts: canonicalSet(
      input.facts.filter(
        ({ anchor, claim }) =>
          places.touches([anchor]) || (isComponentKind(claim.kind) && components.touches([anchor])),
      ),
      ({ evidence, claim, anchor }) => `${evidence} ${claim.kind} ${canonicalJson(anchor)}`,
    ),
    findings: canonicalSet(
      input.findings.filter(
        ({ claimedAnchors, kind }) =>
          places.touches(claimedAnchors) || (isComponentKind(kind) && components.touches(claimedAnchors)),
      ),
      ({ evidence, kind }) => `${evidence} ${kind}`,
    ),
  };
}

function sortedMember({ name, digests }: PopulationMember): PopulationMember {
  return { name, digests: [...new Set(digests)].sort() };
}

/** Sorted by `key`, then by canonical JSON; exact duplicates once. */
function canonicalSet<T extends object>(items: readonly T[], key: (item: T) => string = () => ''): readonly T[] {
  const byText = new Map(items.map((item) => [`${key(item)} ${canonicalJson(item)}`, item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

/** Facts that count for this product, and findings in place of those that nobody entitled to speak about it has signed. */
function sortOutStrangers({ facts, rules, scope }: InputParts): {
  readonly facts: readonly Fact[];
  readonly strangers: readonly Finding[];
} {
  const covering = rules.filter((rule) => rule.scope.kind === 'organization' || rule.scope.product === scope.product);
  const entitled = new Set(covering.map(({ id }) => id));
  const counting = facts.filter(({ rule }) => entitled.has(rule));
  const vouched = new Set(counting.map(saying));
  const strangers = facts.filter((fact) => !entitled.has(fact.rule) && !vouched.has(saying(fact)));
  return { facts: counting, strangers: strangers.map((fact) => unexpectedSigner(fact, covering)) };
}

/** What a fact says about what, whichever rule it stands under. */
function saying({ evidence, claim, anchor }: Fact): string {
  return `${evidence} ${claim.kind} ${canonicalJson(anchor)}`;
}

/** Rejected where a rule says who should have signed this, else merely unverified (design section 2). */
function unexpectedSigner({ evidence, anchor, claim }: Fact, covering: readonly TrustRule[]): Finding {
  const kind = EVIDENCE_KIND_OF_CLAIM[claim.kind];
  const outcome = covering.some(({ kinds }) => kinds.includes(kind)) ? 'rejected' : 'unverified';
  return { evidence, kind, claimedAnchors: [anchor], outcome, codes: ['UNEXPECTED_SIGNER'] };
}
