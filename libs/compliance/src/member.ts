import type { EvidenceKind } from '#evidence';

import type { AssessmentInput } from './assessment.js';
import type { ClaimKind } from './claims/claim.js';
import type { Fact, Finding } from './fact.js';
import { groupBy } from './group-by.js';
import type { ControlMapping } from './mapping.js';
import { Places, type Place } from './places.js';

/** One fact as it speaks about one place. */
export interface Testimony {
  readonly fact: Fact;
  readonly place: Place;
}

/** One of the things a control is judged over, with all that is known about it. */
export interface Member {
  readonly name: string;
  testimony(kind: ClaimKind): readonly Testimony[];
  findings(kind: EvidenceKind): readonly Finding[];
}

export type PopulationUnit = ControlMapping['population'];

/** The members of each population unit. Facts and findings are indexed once; what touches no place is not seen. */
export function membersOf(input: AssessmentInput): Readonly<Record<PopulationUnit, readonly Member[]>> {
  const known = new Known(input);
  const { artifacts, revisions } = input.population;
  const parts: readonly Place[] = [
    ...artifacts.map((_, index) => `artifact ${index}` as const),
    ...revisions.map((revision) => `revision ${revision}` as const),
  ];
  const release = new PlacedMember(input.scope.release, [...parts, 'release', 'product'], known);
  return {
    artifacts: artifacts.map(({ name }, index) => new PlacedMember(name, [`artifact ${index}`], known)),
    revisions: revisions.map((revision) => new PlacedMember(revision, [`revision ${revision}`], known)),
    release: parts.length === 0 ? [] : [release],
    organization: [new PlacedMember(input.scope.organization, ['organization'], known)],
  };
}

class PlacedMember implements Member {
  constructor(
    readonly name: string,
    private readonly places: readonly Place[],
    private readonly known: Known,
  ) {}

  testimony(kind: ClaimKind): readonly Testimony[] {
    return this.places.flatMap((place) => this.known.testimony.get(keyOf(place, kind)) ?? []);
  }

  findings(kind: EvidenceKind): readonly Finding[] {
    return [...new Set(this.places.flatMap((place) => this.known.findings.get(keyOf(place, kind)) ?? []))];
  }
}

/** Everything received that touches the release, by place and kind. */
class Known {
  readonly testimony: ReadonlyMap<string, readonly Testimony[]>;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;

  constructor(input: AssessmentInput) {
    const places = new Places(input);
    const testimony = input.facts.flatMap((fact) => places.of(fact.anchor).map((place) => ({ fact, place })));
    const findings = input.findings.flatMap((finding) => {
      const claimed = new Set(finding.claimedAnchors.flatMap((anchor) => places.of(anchor)));
      return [...claimed].map((place) => ({ finding, place }));
    });
    this.testimony = groupBy(testimony, ({ fact, place }) => keyOf(place, fact.claim.kind));
    this.findings = new Map(
      [...groupBy(findings, ({ finding, place }) => keyOf(place, finding.kind))].map(([key, group]) => [
        key,
        group.map(({ finding }) => finding),
      ]),
    );
  }
}

function keyOf(place: Place, kind: ClaimKind | EvidenceKind): string {
  return `${place} ${kind}`;
}
