import type { Digest, Instant } from '#kernel';

import type { Member } from '../evaluate/member.js';
import { newestAt } from '../evaluate/utterance.js';

/** How many components of one SBOM are joined to verified evidence of their own. */
export interface ComponentCounts {
  /** What the SBOM is about. */
  readonly member: string;
  readonly sbom: Digest;
  /** All that the SBOM lists. */
  readonly listed: number;
  readonly joined: number;
  /** Of those joined: with provenance of their build, not only a record of publication. */
  readonly withProvenance: number;
  /** The SBOM gives every component a digest; without one, nothing can be joined. */
  readonly digestsForAll: boolean;
}

/** Of the newest SBOM of each producer, for each member. */
export function componentCounts(members: readonly Member[], at: Instant): readonly ComponentCounts[] {
  return members.flatMap((member) => {
    const facts = member.voices('sbom').flatMap((voice) => newestAt(voice, at)?.facts ?? []);
    const claims = new Map(facts.map(({ evidence, claim }) => [evidence, claim]));
    return [...claims].flatMap(([sbom, claim]) => {
      if (claim.kind !== 'sbom') return [];
      const { joinedComponents: joined, componentsWithProvenance: withProvenance } = member
        .components(sbom)
        .at(at).counts;
      const digestsForAll = claim.componentHashes === true;
      return [{ member: member.name, sbom, listed: claim.components, joined, withProvenance, digestsForAll }];
    });
  });
}
