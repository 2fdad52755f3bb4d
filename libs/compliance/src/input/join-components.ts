import type { Digest, SubjectDigest } from '#kernel';

import type { AssessmentInput, JoinedComponents } from '../assessment.js';
import { isComponentKind } from '../evaluate/component-places.js';
import { Places } from '../evaluate/places.js';
import type { SbomIndex } from '../extract/extract-sbom-index.js';
import type { Anchor } from '../fact.js';
import { sortedUnique } from '../sorted.js';

/** Components of one SBOM that are joined at most, the first by digest; the others count as not joined. */
export const MAX_JOINED_COMPONENTS = 2_000;

type Digests = readonly SubjectDigest[];

/**
 * Which components of the SBOMs about this release other evidence is about: provenance, or a record of publication,
 * that names a digest of the component. Names and versions are never looked at. What the release itself is judged over
 * is no component of it.
 * @param indices of any SBOMs; those that are about nothing in the release are passed over
 * @returns undefined where nothing is joined, so that an input without it is the bytes it always was
 */
export function joinComponents(input: AssessmentInput, indices: readonly SbomIndex[]): JoinedComponents | undefined {
  const places = new Places(input);
  const spoken = digestsSpokenOf(input, places);
  const own = ownDigests(input);
  const componentsOf = new Map(indices.map(({ sbom, components }) => [sbom, components]));
  const listed = sbomsAboutParts(input, places).flatMap((sbom) => {
    const joined = (componentsOf.get(sbom) ?? [])
      .filter(({ digests }) => digests.some((digest) => spoken.has(digest)))
      .filter(({ digests }) => !digests.some((digest) => own.has(digest)))
      .sort((a, b) => compareKeys(a.digests, b.digests))
      .slice(0, MAX_JOINED_COMPONENTS);
    return joined.length === 0 ? [] : [{ sbom, joined }];
  });
  if (listed.length === 0) return undefined;
  const all = new Map(listed.flatMap(({ joined }) => joined.map(({ digests }) => [keyOf(digests), digests])));
  const known = [...all.values()].sort(compareKeys);
  const placeOf = new Map(known.map((digests, place) => [keyOf(digests), place]));
  const sboms = listed.map(({ sbom, joined }) => ({
    sbom,
    components: joined.map(({ digests, times }) => [placeOf.get(keyOf(digests)) ?? 0, times] as const),
  }));
  return { known, sboms };
}

/** What provenance and records of publication in the input speak of, but those about the release itself. */
function digestsSpokenOf({ facts, findings }: AssessmentInput, places: Places): ReadonlySet<SubjectDigest> {
  const anchors = [
    ...facts.filter(({ claim }) => isComponentKind(claim.kind)).map(({ anchor }) => anchor),
    ...findings.filter(({ kind }) => isComponentKind(kind)).flatMap(({ claimedAnchors }) => claimedAnchors),
  ];
  return new Set(anchors.filter((anchor) => !places.touches([anchor])).flatMap(digestsOf));
}

function ownDigests({ population }: AssessmentInput): ReadonlySet<SubjectDigest> {
  return new Set([...population.artifacts.flatMap(({ digests }) => digests), ...population.revisions]);
}

/** SBOMs about an artifact or a revision; one that a rule attaches to a whole product says of no release what is in it. */
function sbomsAboutParts({ facts }: AssessmentInput, places: Places): readonly Digest[] {
  const about = facts.filter(
    ({ claim, anchor }) => claim.kind === 'sbom' && anchor.kind === 'digests' && places.touches([anchor]),
  );
  return sortedUnique(about.map(({ evidence }) => evidence));
}

function digestsOf(anchor: Anchor): Digests {
  return anchor.kind === 'digests' ? anchor.digests : [];
}

function keyOf(digests: Digests): string {
  return digests.join(' ');
}

function compareKeys(a: Digests, b: Digests): number {
  const [one, other] = [keyOf(a), keyOf(b)];
  return one < other ? -1 : Number(one > other);
}
