import type { Digest, SubjectDigest } from '#kernel';

import type { AssessmentInput, JoinedComponents } from '../assessment.js';

type Places = JoinedComponents['sboms'][number]['components'];

/**
 * Both inputs with the components that either joins. A component that no fact is about counts nothing, so this changes
 * neither judgement; and whichever facts are put into the other, what they are about is known there.
 */
export function sharingComponents(
  a: AssessmentInput,
  b: AssessmentInput,
): readonly [a: AssessmentInput, b: AssessmentInput] {
  const sides = [a.components, b.components].flatMap((joined) => joined ?? []);
  if (sides.length === 0) return [a, b];
  const components = unionOf(sides);
  return [
    { ...a, components },
    { ...b, components },
  ];
}

function unionOf(sides: readonly JoinedComponents[]): JoinedComponents {
  const known = [...new Map(sides.flatMap((side) => side.known.map((digests) => [keyOf(digests), digests]))).values()];
  const placeOf = new Map(known.map((digests, place) => [keyOf(digests), place]));
  const sboms = new Map<Digest, Map<number, number>>();
  for (const side of sides) {
    for (const { sbom, components } of side.sboms) {
      const own = sboms.get(sbom) ?? new Map<number, number>();
      for (const [place, times] of components) own.set(placeOf.get(keyOf(side.known[place] ?? [])) ?? 0, times);
      sboms.set(sbom, own);
    }
  }
  return { known, sboms: [...sboms].map(([sbom, own]) => ({ sbom, components: [...own] satisfies Places })) };
}

function keyOf(digests: readonly SubjectDigest[]): string {
  return digests.join(' ');
}
