import type { Distrust } from '#verification';

import type { Fact } from '../fact.js';
import { judgeEvidence, type EvidenceJudgement, type EvidenceVerifier } from './judge-evidence.js';

/** Who or what is not trusted any more, as verified statements of this organization say. */
export function distrustsIn(facts: readonly Fact[], organization: string): readonly Distrust[] {
  const stated = facts.flatMap(({ claim, anchor, evidence: statement }): readonly (readonly [string, Distrust])[] => {
    if (claim.kind !== 'compromise' || anchor.kind !== 'organization') return [];
    if (anchor.organization !== organization) return [];
    return [[statement, { statement, distrusted: claim.distrusted, since: claim.since }]];
  });
  return [...new Map(stated).values()].sort((a, b) => (a.statement < b.statement ? -1 : 1));
}

/**
 * Judges all that is held. Where something verified in it says that somebody is not trusted any more, all of it is
 * judged once more without them. Warnings themselves are heard whoever else is distrusted, so twice is enough.
 */
export function judgeAll(
  items: readonly Uint8Array[],
  organization: string,
  verifierWithout: (distrusts: readonly Distrust[]) => EvidenceVerifier,
): readonly EvidenceJudgement[] {
  const verifier = verifierWithout([]);
  const judged = items.map((bytes) => judgeEvidence(bytes, verifier));
  const distrusts = distrustsIn(
    judged.flatMap(({ facts }) => facts),
    organization,
  );
  if (distrusts.length === 0) return judged;
  const wary = verifierWithout(distrusts);
  return items.map((bytes) => judgeEvidence(bytes, wary));
}
