import { affectedSentence, loweredBuildLevel } from '#attestation';
import { fallByTime, standingAt, type FallenSentence } from '#compliance';
import type { AffectedSentence } from '#evidence';
import { AppError, type Digest, type Instant } from '#kernel';

import type { Stores } from '../ports/index.js';
import type { AssessmentRecord } from '../records.js';
import type { StandingRecord } from './standing-record.js';

/**
 * How an attestation stands now. What was noted holds until its next change; past that, nothing but time has passed, and
 * what follows is read off the segments that both judgements carry: nobody waits for a job.
 * @throws AppError not-found ATTESTATION_UNKNOWN
 */
export async function standingNow(stores: Stores, attestation: Digest, now: Instant): Promise<StandingRecord> {
  const noted = (await stores.standings.byAttestations([attestation])).get(attestation);
  if (noted === undefined) throw unknownAttestation(attestation);
  return broughtUpTo(stores, noted, now);
}

export async function broughtUpTo(stores: Stores, noted: StandingRecord, now: Instant): Promise<StandingRecord> {
  if (isFinal(noted) || noted.nextChange === undefined || noted.nextChange > now) return noted;
  const judged = await judgedThenAndNow(stores, noted);
  if (judged === undefined) return noted;
  const { fallen, nextChange } = standingAt(judged.signed.assessment, judged.current.assessment, now);
  const affected = [
    ...fallen.map((each) => saidBefore(noted, each) ?? affectedSentence(each, passedBy(each))),
    ...levelSentences(noted, judged),
  ];
  const { nextChange: since, ...rest } = noted;
  return {
    ...rest,
    ...stateBy(noted, affected, since),
    ...(nextChange !== undefined && { nextChange }),
  };
}

/** Withdrawn and superseded attestations are judged no more. */
export function isFinal({ state }: Pick<StandingRecord, 'state'>): boolean {
  return state === 'withdrawn' || state === 'superseded';
}

/** A state lasts as long as it is the same, whatever sentences come and go meanwhile. */
export function stateBy(
  noted: Pick<StandingRecord, 'state' | 'since'>,
  affected: readonly AffectedSentence[],
  at: Instant,
): Pick<StandingRecord, 'state' | 'since' | 'affected'> {
  const state = affected.length === 0 ? 'standing' : 'affected';
  return { state, since: state === noted.state ? noted.since : at, affected };
}

/** The same fall is told in the same words, with the cause that was found when it was noted. */
export function saidBefore(
  { affected }: StandingRecord,
  { signed, now }: FallenSentence,
): AffectedSentence | undefined {
  return affected.find((each) => each.control === signed.control && each.now === now?.status);
}

/** The build level, where it is lower than it was signed. */
export function levelSentences(noted: StandingRecord, { signed, current }: JudgedTwice): readonly AffectedSentence[] {
  const lowered = loweredBuildLevel(signed.assessment, current.assessment);
  if (lowered === undefined) return [];
  return [noted.affected.find(({ control, now }) => control === lowered.control && now === lowered.now) ?? lowered];
}

export interface JudgedTwice {
  readonly signed: AssessmentRecord;
  readonly current: AssessmentRecord;
}

/** What was signed, and how the release is judged now by the same framework. */
export async function judgedThenAndNow(
  stores: Stores,
  { attestation, release }: Pick<StandingRecord, 'attestation' | 'release'>,
): Promise<JudgedTwice | undefined> {
  const record = await stores.attestations.byDigest(attestation);
  const signed = record && (await stores.assessments.byInput(record.input));
  if (signed === undefined) return undefined;
  const { framework } = signed;
  const current = (await stores.assessments.current([release], { framework })).get(release);
  return { signed, current: current ?? signed };
}

export function unknownAttestation(digest: Digest): AppError {
  return new AppError('not-found', 'ATTESTATION_UNKNOWN', `no attestation with digest ${digest} was issued here`);
}

function passedBy(fallen: FallenSentence) {
  return { cause: fallByTime(fallen), evidence: [] };
}
