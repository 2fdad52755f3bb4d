import type { EvidenceKind } from '#evidence';
import type { Digest } from '#kernel';

import type { AssessmentInput } from '../assessment.js';
import type { ClaimKind } from '../claims/claim.js';
import type { Finding } from '../fact.js';
import { groupBy } from '../group-by.js';
import type { ControlMapping } from '../framework/mapping.js';
import { ComponentEvidence, type JoinedSbom } from './joined-components.js';
import { Places, type Place } from './places.js';
import type { Remembering } from './recall.js';
import { voicesOf, type Testimony, type Voice } from './utterance.js';

/** One of the things a control is judged over, with all that is known about it. */
export interface Member extends Remembering {
  readonly name: string;
  testimony(kind: ClaimKind): readonly Testimony[];
  /** The same, by who speaks about what. */
  voices(kind: ClaimKind): readonly Voice[];
  findings(kind: EvidenceKind): readonly Finding[];
  /** What is held about the components that an SBOM lists; nothing, where the input joins none. */
  components(sbom: Digest): JoinedSbom;
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
  readonly memory: Remembering['memory'] = new Map();
  readonly #testimony: ReadonlyMap<ClaimKind, readonly Testimony[]>;
  readonly #findings: ReadonlyMap<EvidenceKind, readonly Finding[]>;
  readonly #voices = new Map<ClaimKind, readonly Voice[]>();

  constructor(
    readonly name: string,
    places: readonly Place[],
    private readonly known: Known,
  ) {
    const findings = new Set(places.flatMap((place) => known.findings.get(place) ?? []));
    this.#findings = groupBy(findings, ({ kind }) => kind);
    this.#testimony = groupBy(
      places.flatMap((place) => known.testimony.get(place) ?? []),
      ({ fact }) => fact.claim.kind,
    );
  }

  testimony(kind: ClaimKind): readonly Testimony[] {
    return this.#testimony.get(kind) ?? [];
  }

  /** Many leaves ask for the same. */
  voices(kind: ClaimKind): readonly Voice[] {
    const voices = this.#voices.get(kind) ?? voicesOf(this.testimony(kind));
    this.#voices.set(kind, voices);
    return voices;
  }

  findings(kind: EvidenceKind): readonly Finding[] {
    return this.#findings.get(kind) ?? [];
  }

  components(sbom: Digest): JoinedSbom {
    return this.known.components.of(sbom);
  }
}

/** Everything received that touches the release, by place. */
class Known {
  readonly testimony: ReadonlyMap<Place, readonly Testimony[]>;
  readonly findings: ReadonlyMap<Place, readonly Finding[]>;
  readonly components: ComponentEvidence;

  constructor(input: AssessmentInput) {
    this.components = new ComponentEvidence(input);
    const places = new Places(input);
    const testimony = input.facts.flatMap((fact) => places.of(fact.anchor).map((place) => ({ fact, place })));
    const findings = input.findings.flatMap((finding) => {
      const claimed = new Set(finding.claimedAnchors.flatMap((anchor) => places.of(anchor)));
      return [...claimed].map((place) => ({ finding, place }));
    });
    this.testimony = groupBy(testimony, ({ place }) => place);
    this.findings = new Map(
      [...groupBy(findings, ({ place }) => place)].map(([place, group]) => [
        place,
        group.map(({ finding }) => finding),
      ]),
    );
  }
}
