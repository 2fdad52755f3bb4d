import type { Digest, Instant } from '#kernel';

import type { AssessmentInput } from '../assessment.js';
import type { ComponentField } from '../framework/claim-fields.js';
import type { Fact } from '../fact.js';
import { groupBy } from '../group-by.js';
import { sortedUnique } from '../sorted.js';
import { ComponentPlaces, isComponentKind } from './component-places.js';
import type { Computed } from './computed.js';

/** What verified evidence says about components of SBOMs. */
export class ComponentEvidence {
  readonly #about: ReadonlyMap<number, readonly Fact[]>;
  readonly #sboms = new Map<Digest, JoinedSbom>();

  constructor(private readonly input: Pick<AssessmentInput, 'components' | 'facts'>) {
    const places = new ComponentPlaces(input.components);
    const facts = input.components === undefined ? [] : input.facts.filter(({ claim }) => isComponentKind(claim.kind));
    const placed = facts.flatMap((fact) => places.of(fact.anchor).map((place) => ({ place, fact })));
    this.#about = new Map(
      [...groupBy(placed, ({ place }) => place)].map(([place, group]) => [place, group.map(({ fact }) => fact)]),
    );
  }

  /** Of one SBOM; nothing is joined where the input does not say so. */
  of(sbom: Digest): JoinedSbom {
    const known = this.#sboms.get(sbom) ?? new JoinedSbom(this.#listedIn(sbom));
    this.#sboms.set(sbom, known);
    return known;
  }

  #listedIn(sbom: Digest): readonly Listed[] {
    const listed = this.input.components?.sboms.find((one) => one.sbom === sbom)?.components ?? [];
    return listed.map(([place, times]) => ({ times, facts: this.#about.get(place) ?? [] }));
  }
}

interface Listed {
  readonly times: number;
  readonly facts: readonly Fact[];
}

type Counts = Readonly<Record<ComponentField, number>>;

/** How many are joined at one moment. */
export interface Joined extends Computed {
  readonly counts: Counts;
}

/**
 * The components of one SBOM that evidence of their own is held for. Every word counts from when it was signed, not the
 * newest alone: that somebody built or published something is not taken back by doing it again. So more evidence never
 * joins less.
 */
export class JoinedSbom {
  /** When the answer may change, in order. */
  readonly instants: readonly Instant[];
  /** By how many of the instants have passed. */
  readonly #answers = new Map<number, Joined>();

  constructor(private readonly listed: readonly Listed[]) {
    this.instants = sortedUnique(listed.flatMap(({ facts }) => facts.flatMap(({ signedAt }) => signedAt ?? [])));
  }

  at(at: Instant | undefined): Joined {
    const passed = at === undefined ? 0 : this.instants.findLastIndex((instant) => instant <= at) + 1;
    const known = this.#answers.get(passed) ?? this.#answerAt(at);
    this.#answers.set(passed, known);
    return known;
  }

  #answerAt(at: Instant | undefined): Joined {
    const said = this.listed.map(({ times, facts }) => ({ times, facts: facts.filter((fact) => counts(fact, at)) }));
    const independent = said.map(({ times, facts }) => ({ times, facts: facts.filter(isIndependent) }));
    return {
      counts: countsOf(said),
      countsWithoutTeam: countsOf(independent),
      evidence: [...new Set(said.flatMap(({ facts }) => facts.map(({ evidence }) => evidence)))],
      teamControlled: false,
    };
  }
}

function countsOf(listed: readonly Listed[]): Counts {
  const count = (holds: (fact: Fact) => boolean) =>
    listed.reduce((sum, { times, facts }) => (facts.some(holds) ? sum + times : sum), 0);
  return { joinedComponents: count(() => true), componentsWithProvenance: count(isProvenance) };
}

/** What is untimed is older than everything; a builder whom the rule trusts with nothing shows nothing. */
function counts({ claim, signedAt }: Fact, at: Instant | undefined): boolean {
  if (claim.kind === 'build-provenance' && claim.buildLevel < 1) return false;
  return signedAt === undefined || (at !== undefined && signedAt <= at);
}

function isProvenance({ claim }: Fact): boolean {
  return claim.kind === 'build-provenance';
}

function isIndependent({ teamControlled }: Fact): boolean {
  return !teamControlled;
}
