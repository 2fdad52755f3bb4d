import type { EvidenceKind } from '#evidence';
import type { SubjectDigest } from '#kernel';

import type { JoinedComponents } from '../assessment.js';
import type { ClaimKind } from '../claims/claim.js';
import type { Anchor } from '../fact.js';

/** By what a component is joined to evidence of its own: how it was built, or by whom it was published. */
export const COMPONENT_KINDS = ['build-provenance', 'release'] as const satisfies readonly (ClaimKind & EvidenceKind)[];

/** Of a claim, or of evidence that would have made it had it verified. */
export function isComponentKind(kind: ClaimKind | EvidenceKind): boolean {
  return (COMPONENT_KINDS as readonly string[]).includes(kind);
}

/** Finds which joined components an anchor is about, by digest alone. They are no places of the release itself. */
export class ComponentPlaces {
  readonly #ofDigest = new Map<SubjectDigest, number[]>();

  constructor(joined: JoinedComponents | undefined) {
    joined?.known.forEach((digests, place) => {
      for (const digest of digests) {
        const places = this.#ofDigest.get(digest);
        if (places === undefined) this.#ofDigest.set(digest, [place]);
        else places.push(place);
      }
    });
  }

  /** As they stand in `known`. */
  of(anchor: Anchor): readonly number[] {
    if (anchor.kind !== 'digests') return [];
    return [...new Set(anchor.digests.flatMap((digest) => this.#ofDigest.get(digest) ?? []))];
  }

  touches(anchors: readonly Anchor[]): boolean {
    return anchors.some((anchor) => this.of(anchor).length > 0);
  }
}
