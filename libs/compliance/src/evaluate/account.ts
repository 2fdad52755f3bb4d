import type { Digest, Instant } from '#kernel';

import type { Assessment, AssessmentInput } from '../assessment.js';
import { HUMAN_CLAIMS } from '../framework/claim-fields.js';
import type { ClaimKind } from '../claims/claim.js';
import { topicOf } from '../claims/topic.js';
import { ComponentPlaces } from './component-places.js';
import { segmentAt } from './control.js';
import { datedAt } from './dated.js';
import type { Fact } from '../fact.js';
import { groupBy } from '../group-by.js';
import { asksForComponents } from '../framework/asks-for-components.js';
import type { Mapping, Requirement } from '../framework/mapping.js';
import { Places } from './places.js';
import { branchesOf, treesOf } from '../framework/requirement-tree.js';

/** What became of one received item in one assessment, at its `asOf`. */
export type EvidenceUse = 'used' | 'superseded' | 'rejected' | 'unverified' | 'irrelevant';

export interface EvidenceAccount {
  readonly evidence: Digest;
  readonly use: EvidenceUse;
}

/**
 * Accounts for every received item that touches the scope, in the order given. Used: a result rests on it, it was
 * weighed, or it is the manifest. Superseded: a newer word of its producer about the same counted instead.
 * Rejected, unverified: it proved nothing. Irrelevant: verified, but no control reads it.
 */
export function accountFor(
  digests: readonly Digest[],
  input: AssessmentInput,
  assessment: Assessment,
  mapping: Mapping,
): readonly EvidenceAccount[] {
  const ledger = new Ledger(input, assessment, mapping);
  return digests.map((evidence) => ({ evidence, use: ledger.useOf(evidence) }));
}

class Ledger {
  readonly #facts: ReadonlyMap<Digest, readonly Fact[]>;
  readonly #findings: ReadonlyMap<Digest, readonly { readonly outcome: 'rejected' | 'unverified' }[]>;
  readonly #restedOn: ReadonlySet<Digest>;
  readonly #read: ReadonlySet<ClaimKind>;
  readonly #readsComponents: boolean;
  readonly #places: Places;
  readonly #components: ComponentPlaces;
  readonly #newest: Newest;
  readonly #manifest: Digest | undefined;
  readonly #asOf: Instant;

  constructor(input: AssessmentInput, assessment: Assessment, mapping: Mapping) {
    this.#facts = groupBy(input.facts, ({ evidence }) => evidence);
    this.#findings = groupBy(input.findings, ({ evidence }) => evidence);
    this.#restedOn = new Set(assessment.results.flatMap((result) => segmentAt(result, assessment.asOf).evidence));
    this.#read = claimsRead(mapping);
    this.#readsComponents = Object.values(mapping.controls).some(asksForComponents);
    this.#places = new Places(input);
    this.#components = new ComponentPlaces(input.components);
    this.#newest = new Newest(input, this.#places);
    this.#manifest = input.population.manifest;
    this.#asOf = input.asOf;
  }

  useOf(evidence: Digest): EvidenceUse {
    if (evidence === this.#manifest) return 'used';
    const facts = this.#facts.get(evidence) ?? [];
    if (facts.length === 0) return this.#useOfUnproven(evidence);
    if (this.#restedOn.has(evidence)) return 'used';
    if (facts.every(({ claim }) => claim.kind === 'release-manifest')) return 'superseded'; // another one was chosen
    const known = facts.filter((fact) => isKnown(fact, this.#asOf));
    const read = known.filter(({ anchor, claim }) => this.#read.has(claim.kind) && this.#places.touches([anchor]));
    if (read.some((fact) => !this.#newest.isSuperseded(fact))) return 'used';
    if (this.#readsComponents && known.some((fact) => this.#components.touches([fact.anchor]))) return 'used';
    return read.length === 0 ? 'irrelevant' : 'superseded';
  }

  #useOfUnproven(evidence: Digest): EvidenceUse {
    const findings = this.#findings.get(evidence) ?? [];
    if (findings.some(({ outcome }) => outcome === 'rejected')) return 'rejected';
    return findings.length > 0 ? 'unverified' : 'irrelevant';
  }
}

/** The newest known time per claim kind, topic, place and producer. */
class Newest {
  readonly #times = new Map<string, string>();

  constructor(
    input: AssessmentInput,
    private readonly places: Places,
  ) {
    for (const fact of input.facts) {
      if (!isKnown(fact, input.asOf)) continue;
      for (const key of this.#keysOf(fact)) {
        const time = datedAt(fact) ?? '';
        if (time >= (this.#times.get(key) ?? '')) this.#times.set(key, time);
      }
    }
  }

  isSuperseded(fact: Fact): boolean {
    return this.#keysOf(fact).every((key) => (this.#times.get(key) ?? '') > (datedAt(fact) ?? ''));
  }

  #keysOf({ anchor, claim, producer }: Fact): readonly string[] {
    return this.places.of(anchor).map((place) => `${claim.kind}\n${topicOf(claim)}\n${place}\n${producer}`);
  }
}

function isKnown(fact: Fact, asOf: Instant): boolean {
  const since = datedAt(fact);
  return since === undefined || since <= asOf;
}

/** Claims that are weighed whatever the outcome; those of people count only where a result rests on them. */
function claimsRead({ controls }: Mapping): ReadonlySet<ClaimKind> {
  const read = new Set<ClaimKind>(['build-provenance', 'build-verification']); // for the SLSA level
  for (const control of Object.values(controls)) for (const tree of treesOf(control)) addClaims(tree, read);
  if (read.has('vulnerability-scan')) read.add('vex');
  for (const kind of HUMAN_CLAIMS) read.delete(kind);
  return read;
}

function addClaims(requirement: Requirement, read: Set<ClaimKind>): void {
  if ('claim' in requirement) read.add(requirement.claim);
  for (const branch of branchesOf(requirement)) addClaims(branch, read);
}
