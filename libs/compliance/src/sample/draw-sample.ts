import { AppError, canonicalDigest, type Digest, type SubjectDigest } from '#kernel';

import type { AssessmentInput, Population, PopulationMember } from '../assessment.js';
import { Places } from '../evaluate/places.js';
import { evidenceNotes, findingNotes, type EvidenceNote, type FindingNote } from '../explain/notes.js';

/** Names the algorithm; another way to draw is another name. */
export const SAMPLE_ALGORITHM = 'averment.sample/1';

/** What an auditor looks at, and all it takes to draw it again. */
export interface Sample {
  readonly algorithm: typeof SAMPLE_ALGORITHM;
  readonly seed: string;
  /** Over the canonical population: what the draw was from. */
  readonly population: Digest;
  readonly source: Population['source'];
  readonly manifest?: Digest;
  readonly size: number;
  readonly of: number;
  /** In the order of their ranks. */
  readonly members: readonly SampleMember[];
}

export interface SampleMember {
  readonly name: string;
  readonly digests: readonly SubjectDigest[];
  /** By which it was drawn: the lowest ranks are the sample. */
  readonly rank: Digest;
  readonly evidence: readonly EvidenceNote[];
  readonly findings: readonly FindingNote[];
}

/**
 * Draws `size` artifacts of the population, or all where there are fewer. Each artifact's rank is the SHA-256 of the
 * RFC 8785 JSON of `[algorithm, seed, {digests, name}]`, digests sorted; the lowest ranks are drawn. So the draw does
 * not depend on the order of the list, and a larger sample contains the smaller one.
 * @throws AppError invalid SAMPLE_SIZE, SAMPLE_SEED, SAMPLE_EMPTY
 */
export function drawSample(input: AssessmentInput, { size, seed }: { size: number; seed: string }): Sample {
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new AppError('invalid', 'SAMPLE_SIZE', 'the size of a sample is a whole number from 1');
  }
  if (seed === '') throw new AppError('invalid', 'SAMPLE_SEED', 'a sample without a seed cannot be drawn again');
  const { population, scope } = input;
  if (population.artifacts.length === 0) {
    throw new AppError('invalid', 'SAMPLE_EMPTY', `nothing says what release ${scope.release} consists of`);
  }
  const ranked = population.artifacts.map((artifact) => ({ artifact, rank: rankOf(artifact, seed) }));
  const drawn = ranked.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0)).slice(0, size);
  return {
    ...{ algorithm: SAMPLE_ALGORITHM, seed, population: canonicalDigest(population), source: population.source },
    ...(population.manifest !== undefined && { manifest: population.manifest }),
    ...{ size: drawn.length, of: population.artifacts.length },
    members: drawn.map(({ artifact, rank }) => ({ ...artifact, rank, ...whatItHas(artifact, input) })),
  };
}

function rankOf({ name, digests }: PopulationMember, seed: string): Digest {
  return canonicalDigest([SAMPLE_ALGORITHM, seed, { digests: [...digests].sort(), name }]);
}

/** Evidence about this very artifact: what speaks about the release or the product as a whole is not listed. */
function whatItHas(artifact: PopulationMember, input: AssessmentInput): Pick<SampleMember, 'evidence' | 'findings'> {
  const place = new Places({
    scope: input.scope,
    population: { ...input.population, artifacts: [artifact], revisions: [] },
  });
  const isAbout = (anchor: Parameters<Places['of']>[0]) => place.of(anchor).includes('artifact 0');
  const cited = [
    ...input.facts.filter(({ anchor, signedAt }) => isAbout(anchor) && (signedAt ?? '') <= input.asOf),
    ...input.findings.filter(({ claimedAnchors }) => claimedAnchors.some(isAbout)),
  ].map(({ evidence }) => evidence);
  return { evidence: evidenceNotes(input, new Set(cited)), findings: findingNotes(input, new Set(cited)) };
}
