import { AppError } from '#kernel';

import type { Files } from '../pack/open-layout.js';
import { answerAccepted, isAsked, missingAnchors, type ReaderAnchors, type SettledAnchors } from './accepted.js';
import type { Attested, OpenAttestation } from './attested.js';
import { cannotShow } from './cannot-show.js';
import { answerConsistent } from './consistent.js';
import { answerIntact } from './intact.js';
import { openPack, type OpenedPack } from './open-pack.js';
import { recompute, type Lights, type Matter, type Recomputed } from './recompute.js';
import { exitCodeOf, question, type Question, type ReplayReason, type ReplayReport } from './replay-report.js';

const SEMANTICS = 'eval/1';
const NOTHING_OPENED: OpenAttestation = { problems: [], signedBy: () => false };

/** A recomputation, or why there is none. */
interface Attempt {
  readonly recomputed?: Recomputed;
  readonly unread: readonly ReplayReason[];
}

/**
 * Recomputes an assessment from its pack and answers three questions apart. Never throws for what the files hold.
 * Errors in the reader's own anchors (a root that does not parse) make ACCEPTED `could-not-check`.
 * @param files path to bytes of an OCI image layout, made by strangers
 */
export function replay(files: Files, readers: ReaderAnchors = {}): ReplayReport {
  const opened = openPack(files);
  const anchors = settled(readers, opened);
  const attestation = opened.attestation ?? NOTHING_OPENED;
  const intact = answerIntact(opened);
  const sender = bySender(opened);
  const consistent = consistentQuestion(opened, sender);
  const reader = byReader(opened, anchors);
  const accepted = answerAccepted({
    anchors,
    attestation,
    ...(reader.recomputed === undefined ? {} : { recomputed: reader.recomputed }),
    unread: [...reader.unread, ...unlessYes('INTACT', intact), ...unlessYes('CONSISTENT', consistent)],
  });
  return {
    intact,
    consistent,
    accepted: accepted.question,
    comparison: accepted.comparison,
    layers: sender.recomputed?.framework.layers ?? [],
    cannotShow: cannotShow({ ...opened, ...attestation, ...sender }),
    ...(attestation.attested === undefined ? {} : { statement: statementOf(attestation.attested, attestation) }),
    exit: exitCodeOf([intact, consistent, accepted.question]),
  };
}

function consistentQuestion({ pack, attestation }: OpenedPack, { recomputed, unread }: Attempt): Question {
  if (pack === undefined || attestation?.attested === undefined || recomputed === undefined) {
    return question([], unread.length > 0 ? unread : [nothingToRecompute()]);
  }
  const { attested, packedKey } = attestation;
  if (packedKey === undefined) return question([], attestation.problems);
  return answerConsistent({ pack, attested, recomputed, key: packedKey });
}

/** By the sender's own lights, all of them out of the pack. */
function bySender({ pack, rules, stated, attestation, unread }: OpenedPack): Attempt {
  if (pack === undefined || attestation?.attested === undefined) return { unread };
  if (rules === undefined || stated === undefined) return { unread };
  const { trustRoots, framework, evidence } = pack;
  return attemptAll(matterOf(evidence, attestation.attested, stated), { trustRoots, rules, framework });
}

/** By the reader's lights, or not at all: nothing of the sender's stands in for what is missing. */
function byReader({ pack, stated, attestation }: OpenedPack, anchors: SettledAnchors): Attempt {
  const { trustRoots, rules, framework } = anchors;
  if (!isAsked(anchors) || missingAnchors(anchors).length > 0) return { unread: [] };
  if (pack === undefined || stated === undefined || attestation?.attested === undefined) return { unread: [] };
  if (!trustRoots || !rules || !framework) return { unread: [] };
  return attemptAll(matterOf(pack.evidence, attestation.attested, stated), { trustRoots, rules, framework });
}

/** The sender says which catalog was judged by; what that is, the reader's own files say. */
function settled({ framework, ...others }: ReaderAnchors, { attestation }: OpenedPack): SettledAnchors {
  if (typeof framework !== 'function') return { ...others, ...(framework && { framework }) };
  const named = attestation?.attested?.catalogId;
  const own = named === undefined ? undefined : framework(named);
  return { ...others, ...(own && { framework: own }) };
}

function matterOf(
  evidence: Matter['evidence'],
  { scope, asOf, knownAt, semantics }: Attested,
  { population }: NonNullable<OpenedPack['stated']>,
): Matter & { readonly semantics: string } {
  return { evidence, scope, asOf, knownAt, stated: population, semantics };
}

function attemptAll(matter: Matter & { readonly semantics: string }, lights: Lights): Attempt {
  if (matter.semantics !== SEMANTICS) {
    const sentence = `the statement was judged by other rules of evaluation than ${SEMANTICS}: use a version that knows them`;
    return { unread: [{ code: 'SEMANTICS_UNKNOWN', sentence }] };
  }
  try {
    return { recomputed: recompute(matter, lights), unread: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { unread: [{ code: error.code, sentence: error.message }] };
  }
}

function unlessYes(name: string, { answer }: Question): readonly ReplayReason[] {
  if (answer === 'yes') return [];
  return [{ code: `NOT_${name}`, sentence: `what is not ${name} cannot be accepted` }];
}

function nothingToRecompute(): ReplayReason {
  return {
    code: 'NOTHING_TO_RECOMPUTE',
    sentence: 'the pack holds no readable statement, so there is nothing to recompute',
  };
}

function statementOf(attested: Attested, { packedKey }: OpenAttestation): NonNullable<ReplayReport['statement']> {
  const { scope, asOf, knownAt, verifier, synthetic, input, assessment } = attested;
  return {
    scope,
    asOf,
    knownAt,
    verifier,
    synthetic,
    keyFingerprint: packedKey?.fingerprint ?? '',
    input,
    assessment,
  };
}
