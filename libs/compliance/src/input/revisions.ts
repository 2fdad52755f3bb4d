import { isSubjectDigest, type SubjectDigest } from '#kernel';

import type { AssessmentInput } from '../assessment.js';
import { membersOf } from '../evaluate/member.js';
import { newestAt } from '../evaluate/utterance.js';

/**
 * The source revisions of a release: as its manifest states them, or else as the newest verified provenance of its
 * artifacts names them. Sorted; only facts that count for this product may be passed.
 */
export function revisionsOf(input: AssessmentInput): readonly SubjectDigest[] {
  const { revisions } = input.population;
  if (revisions.length > 0) return [...new Set(revisions)].sort();
  const provenance = membersOf(input)
    .artifacts.flatMap((artifact) => artifact.voices('build-provenance'))
    .flatMap((voice) => newestAt(voice, input.asOf)?.facts ?? []);
  const named = provenance.flatMap(({ claim }) =>
    claim.kind === 'build-provenance' && claim.revision !== undefined ? [`gitCommit:${claim.revision}`] : [],
  );
  return [...new Set(named)].filter(isSubjectDigest).sort();
}
