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
  readonly #testimony = new Map<ClaimKind, readonly Testimony[]>();
  readonly #voices = new Map<ClaimKind, readonly Voice[]>();
  readonly #findings = new Map<EvidenceKind, readonly Finding[]>();

  constructor(
    readonly name: string,
    private readonly places: readonly Place[],
    private readonly known: Known,
  ) {}

  testimony(kind: ClaimKind): readonly Testimony[] {
    return remembered(this.#testimony, kind, () =>
      this.places.flatMap((place) => this.known.testimony.get(keyOf(place, kind)) ?? []),
    );
  }

  voices(kind: ClaimKind): readonly Voice[] {
    return remembered(this.#voices, kind, () => voicesOf(this.testimony(kind)));
  }

  findings(kind: EvidenceKind): readonly Finding[] {
    return remembered(this.#findings, kind, () => [
      ...new Set(this.places.flatMap((place) => this.known.findings.get(keyOf(place, kind)) ?? [])),
    ]);
  }

  components(sbom: Digest): JoinedSbom {
    return this.known.components.of(sbom);
  }
}

/** Many leaves ask every member the same. */
function remembered<K, V>(memory: Map<K, V>, key: K, find: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const found = find();
  memory.set(key, found);
  return found;
}

/** Everything received that touches the release, by place and kind. */
class Known {
  readonly testimony: ReadonlyMap<string, readonly Testimony[]>;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly components: ComponentEvidence;

  constructor(input: AssessmentInput) {
    this.components = new ComponentEvidence(input);
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
