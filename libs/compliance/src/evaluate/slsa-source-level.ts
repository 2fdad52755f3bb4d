import type { AssessmentInput } from '../assessment.js';
import { membersOf, type Member } from './member.js';
import { newestAt } from './utterance.js';

export type SourceLevel = 0 | 1 | 2 | 3 | 4;
const LEVELS = [4, 3, 2, 1] as const satisfies readonly SourceLevel[];

/**
 * The least over the release's revisions of the greatest SLSA Source level that a summary by an accepted verifier gives
 * each; zero where there is none, or no revision. Source provenance raises no level.
 */
export function slsaSourceLevel(input: AssessmentInput): SourceLevel {
  const levels = membersOf(input).revisions.map((revision) => levelOf(revision, input));
  return levels.length === 0 ? 0 : (LEVELS.find((level) => levels.every((each) => each >= level)) ?? 0);
}

function levelOf(revision: Member, { asOf }: AssessmentInput): number {
  const facts = revision.voices('source-verification').flatMap((voice) => newestAt(voice, asOf)?.facts ?? []);
  return Math.max(0, ...facts.map(({ claim }) => (claim.kind === 'source-verification' ? claim.sourceLevel : 0)));
}
