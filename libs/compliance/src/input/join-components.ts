import type { Digest, SubjectDigest } from '#kernel';

import type { AssessmentInput, JoinedComponents } from '../assessment.js';
import { isComponentKind } from '../evaluate/component-places.js';
import { Places } from '../evaluate/places.js';
import type { SbomIndex } from '../extract/extract-sbom-index.js';
import type { Anchor } from '../fact.js';

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
  const spokenOf = digestsSpokenOf(input);
  const inScope = sbomsAboutParts(input);
  const listed = indices.flatMap(({ sbom, components }) => {
    if (!inScope.delete(sbom)) return [];
    const joined = components.filter(({ digests }) => digests.some((digest) => spokenOf.has(digest)));
    const first = joined.toSorted((a, b) => compareKeys(a.digests, b.digests)).slice(0, MAX_JOINED_COMPONENTS);
    return first.length === 0 ? [] : [{ sbom, joined: first }];
  });
  if (listed.length === 0) return undefined;
  const all = new Map(listed.flatMap(({ joined }) => joined.map(({ digests }) => [keyOf(digests), digests])));
  const known = [...all.values()].sort(compareKeys);
  const placeOf = new Map(known.map((digests, place) => [keyOf(digests), place]));
  const sboms = listed.map(({ sbom, joined }) => ({
    sbom,
    components: joined.map(({ digests, times }) => [placeOf.get(keyOf(digests)) ?? 0, times] as const),
  }));
  return { known, sboms: sboms.sort((a, b) => (a.sbom < b.sbom ? -1 : 1)) };
}

/** Digests that provenance and records of publication in the input speak of, but those of the release itself. */
function digestsSpokenOf({ facts, findings, population }: AssessmentInput): ReadonlySet<SubjectDigest> {
  const anchors = [
    ...facts.filter(({ claim }) => isComponentKind(claim.kind)).map(({ anchor }) => anchor),
    ...findings.filter(({ kind }) => isComponentKind(kind)).flatMap(({ claimedAnchors }) => claimedAnchors),
  ];
  const spokenOf = new Set(anchors.flatMap(digestsOf));
  for (const digest of [...population.artifacts.flatMap(({ digests }) => digests), ...population.revisions]) {
    spokenOf.delete(digest);
  }
  return spokenOf;
}

/** SBOMs about an artifact or a revision; one that a rule attaches to a whole product says of no release what is in it. */
function sbomsAboutParts(input: AssessmentInput): Set<Digest> {
  const places = new Places(input);
  return new Set(
    input.facts
      .filter(({ claim, anchor }) => claim.kind === 'sbom' && anchor.kind === 'digests' && places.touches([anchor]))
      .map(({ evidence }) => evidence),
  );
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
