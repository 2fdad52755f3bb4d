import type { SubjectDigest } from '#kernel';

import type { AssessmentInput } from '../assessment.js';
import type { Anchor } from '../fact.js';
import { coversScope } from '../input/scope-cover.js';

/** Where in one release something attaches: an artifact, a revision, or the release, product or organization as a whole. */
export type Place = `artifact ${number}` | `revision ${string}` | 'release' | 'product' | 'organization';

/**
 * Finds what of a release an anchor is about. Digests attach by overlap alone, never by name, so that `sha256` here and
 * `sha512` there of one artifact are one place. Repositories attach nowhere: a population names none.
 */
export class Places {
  readonly #ofDigest = new Map<SubjectDigest, Place[]>();

  constructor(private readonly subject: Pick<AssessmentInput, 'scope' | 'population'>) {
    const { artifacts, revisions } = subject.population;
    artifacts.forEach(({ digests }, index) => {
      for (const digest of digests) this.#add(digest, `artifact ${index}`);
    });
    for (const revision of revisions) this.#add(revision, `revision ${revision}`);
  }

  /** Empty when the anchor does not touch the release at all. */
  of(anchor: Anchor): readonly Place[] {
    if (anchor.kind === 'digests') {
      return [...new Set(anchor.digests.flatMap((digest) => this.#ofDigest.get(digest) ?? []))];
    }
    if (anchor.kind === 'repository' || !coversScope(anchor, this.subject.scope)) return [];
    return [anchor.kind];
  }

  touches(anchors: readonly Anchor[]): boolean {
    return anchors.some((anchor) => this.of(anchor).length > 0);
  }

  #add(digest: SubjectDigest, place: Place): void {
    const known = this.#ofDigest.get(digest);
    if (known === undefined) this.#ofDigest.set(digest, [place]);
    else known.push(place);
  }
}
