import type { Instant } from '#kernel';

import type { Assessment } from '../assessment.js';
import type { Fact } from '../fact.js';
import type { Member } from './member.js';
import { newestAt } from './utterance.js';

type Level = Assessment['slsaBuildLevel'];
const LEVELS = [3, 2, 1] as const satisfies readonly Level[];

/**
 * The least over the artifacts of the greatest level that verified provenance, or an accepted verifier's summary,
 * gives each; zero where there is none, or no artifact. Levels come from the trust rules' builder maps.
 */
export function slsaBuildLevel(artifacts: readonly Member[], asOf: Instant): Level {
  const levels = artifacts.map((artifact) => levelOf(artifact, asOf));
  return (
    levels.reduce<Level | undefined>((low, level) => (low !== undefined && low < level ? low : level), undefined) ?? 0
  );
}

function levelOf(artifact: Member, asOf: Instant): Level {
  const facts = (['build-provenance', 'build-verification'] as const).flatMap((kind) =>
    artifact.voices(kind).flatMap((voice) => newestAt(voice, asOf)?.facts ?? []),
  );
  const claimed = Math.max(0, ...facts.map(claimedLevel));
  return LEVELS.find((level) => claimed >= level) ?? 0;
}

function claimedLevel({ claim }: Fact): number {
  return claim.kind === 'build-provenance' || claim.kind === 'build-verification' ? claim.buildLevel : 0;
}
