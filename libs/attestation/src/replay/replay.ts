import { AppError } from '#kernel';
import { loadTrustRoot, trustPolicy, trustRootChanges, type TrustRootChange } from '#verification';

import type { Files } from '../pack/open-layout.js';
import type { PackProblem } from '../pack/pack.js';
import { answerAccepted, isAsked, missingAnchors, type ReaderAnchors, type SettledAnchors } from './accepted.js';
import type { Attested, OpenAttestation } from './attested.js';
import { besideStatements } from './beside.js';
import { cannotShow } from './cannot-show.js';
import { checkpointTime } from './checkpoint-time.js';
import { answerConsistent } from './consistent.js';
import { keysIn, sendersSigner, signerByIdentity, signerByKeys, type SignerTest } from './expected-signer.js';
import { answerIntact } from './intact.js';
import { openPack, type OpenedPack } from './open-pack.js';
import { recompute, reconcluded, recomputeWith, type JudgeItems, type Lights, type Matter } from './recompute.js';
import type { Recomputed } from './recompute.js';
import { exitCodeOf, question, type Question, type ReplayReason, type ReplayReport } from './replay-report.js';
import { answerStanding } from './standing.js';

const SEMANTICS = 'eval/1';
const NOTHING_OPENED: OpenAttestation = { problems: [] };
const UNKNOWN_SIGNER: SignerTest = () => 'nothing here says who signs for the sender';

/** A recomputation, or why there is none. */
interface Attempt {
  readonly recomputed?: Recomputed;
  readonly unread: readonly ReplayReason[];
}

/** What an attempt would take, or why it is not made. */
type Task = { readonly matter: Matter; readonly lights: Lights } | { readonly unread: readonly ReplayReason[] };

export interface ReplayOrder {
  readonly readers: ReaderAnchors;
  readonly found?: readonly PackProblem[];
  readonly judge: JudgeItems;
}

/** A pack and a reader, before anything was recomputed. */
interface Opened {
  readonly opened: OpenedPack;
  readonly anchors: SettledAnchors;
  readonly sender: Task;
  readonly reader: Task;
}

/**
 * Recomputes an assessment from its pack and answers its questions apart. Never throws for what the files hold.
 * Errors in the reader's own anchors (a root that does not parse) make ACCEPTED `could-not-check`.
 * @param files path to bytes of an OCI image layout, made by strangers
 * @param found what was wrong already with how the files came
 */
export function replay(files: Files, readers: ReaderAnchors = {}, found: readonly PackProblem[] = []): ReplayReport {
  const open = openReplay(files, readers, found);
  const sender = attempted(open.sender, ({ matter, lights }) => recompute(matter, lights));
  const reader = attempted(open.reader, ({ matter, lights }) => {
    const same = asSender(open, sender);
    return same === undefined ? recompute(matter, lights) : reconcluded(same, matter, lights);
  });
  return conclude(open, sender, reader);
}

/** The same, with evidence judged by `judge`. @throws what `judge` throws */
export async function replayWith(files: Files, { readers, found = [], judge }: ReplayOrder): Promise<ReplayReport> {
  const open = openReplay(files, readers, found);
  const sender = await attemptedWith(open.sender, ({ matter, lights }) => recomputeWith(matter, lights, judge));
  const reader = await attemptedWith(open.reader, async ({ matter, lights }) => {
    const same = asSender(open, sender);
    return same === undefined ? recomputeWith(matter, lights, judge) : reconcluded(same, matter, lights);
  });
  return conclude(open, sender, reader);
}

/** INTACT alone: whether these are the signed bytes. Nothing is judged. Never throws for what the files hold. */
export function checkIntact(files: Files, found: readonly PackProblem[] = []): Question {
  return answerIntact(withFound(openPack(files), found));
}

function withFound(opened: OpenedPack, found: readonly PackProblem[]): OpenedPack {
  return { ...opened, problems: [...found, ...opened.problems] };
}

function openReplay(files: Files, readers: ReaderAnchors, found: readonly PackProblem[]): Opened {
  const opened = withFound(openPack(files), found);
  const anchors = settled(readers, opened);
  return { opened, anchors, sender: sendersTask(opened), reader: readersTask(opened, anchors) };
}

function conclude({ opened, anchors }: Opened, sender: Attempt, reader: Attempt): ReplayReport {
  const attestation = opened.attestation ?? NOTHING_OPENED;
  const { withheld, status } = opened;
  const intact = answerIntact(opened);
  const consistent = consistentQuestion(opened, sender);
  const isExpected = readersSigner(anchors);
  const accepted = answerAccepted({
    ...{ anchors, attestation, withheld, isExpected },
    ...(reader.recomputed === undefined ? {} : { recomputed: reader.recomputed }),
    unread: [...reader.unread, ...unlessYes('INTACT', intact), ...unlessYes('CONSISTENT', consistent)],
  });
  const speaks = isExpected === undefined ? sendersOwn(opened) : readersStatusSigner(anchors, isExpected);
  const ends = attestation.attested?.validity?.until;
  const standing = answerStanding({ open: status, at: anchors.at, isExpected: speaks, ...(ends && { ends }) });
  const rootChanges = changesOfRoots(opened, anchors);
  return {
    ...{ intact, consistent, accepted: accepted.question, standing },
    comparison: accepted.comparison,
    layers: sender.recomputed?.framework.layers ?? [],
    withheld: withheld.items,
    ...(rootChanges && { rootChanges }),
    beside: opened.pack === undefined ? [] : besideStatements(opened.pack, attestation.attested, speaks),
    ...statusOf(opened),
    cannotShow: cannotShow({ ...opened, ...attestation, ...sender, ...checkpointTime(opened, anchors) }),
    ...(attestation.attested === undefined ? {} : { statement: statementOf(attestation.attested, attestation) }),
    exit: exitCodeOf([intact, consistent, accepted.question, standing]),
  };
}

function consistentQuestion({ pack, attestation, withheld }: OpenedPack, { recomputed, unread }: Attempt): Question {
  if (pack === undefined || attestation?.attested === undefined || recomputed === undefined) {
    return question([], unread.length > 0 ? unread : [nothingToRecompute()]);
  }
  const { attested, packedKey, signingKey } = attestation;
  const key = packedKey ?? signingKey;
  if (key === undefined) return question([], attestation.problems);
  return answerConsistent({ pack, attested, recomputed, key, withheld });
}

/** By the sender's own lights, all of them out of the pack. */
function sendersTask({ pack, rules, stated, attestation, unread }: OpenedPack): Task {
  if (pack === undefined || attestation?.attested === undefined) return { unread };
  if (rules === undefined || stated === undefined) return { unread };
  const { trustRoots, framework, evidence } = pack;
  return taskOf(evidence, attestation.attested, { stated, lights: { trustRoots, rules, framework } });
}

/** By the reader's lights, or not at all: nothing of the sender's stands in for what is missing. */
function readersTask({ pack, stated, attestation }: OpenedPack, anchors: SettledAnchors): Task {
  const { trustRoots, rules, framework } = anchors;
  if (!isAsked(anchors) || missingAnchors(anchors).length > 0) return { unread: [] };
  if (pack === undefined || stated === undefined || attestation?.attested === undefined) return { unread: [] };
  if (!trustRoots || !rules || !framework) return { unread: [] };
  return taskOf(pack.evidence, attestation.attested, { stated, lights: { trustRoots, rules, framework } });
}

function taskOf(
  evidence: Matter['evidence'],
  { scope, asOf, knownAt, semantics }: Attested,
  { stated, lights }: { readonly stated: NonNullable<OpenedPack['stated']>; readonly lights: Lights },
): Task {
  if (semantics === SEMANTICS) return { matter: { evidence, scope, asOf, knownAt, stated: stated.population }, lights };
  const sentence = `the statement was judged by other rules of evaluation than ${SEMANTICS}: use a version that knows them`;
  return { unread: [{ code: 'SEMANTICS_UNKNOWN', sentence }] };
}

/** The sender says which catalog was judged by; what that is, the reader's own files say. */
function settled({ framework, ...others }: ReaderAnchors, { attestation }: OpenedPack): SettledAnchors {
  if (typeof framework !== 'function') return { ...others, ...(framework && { framework }) };
  const named = attestation?.attested?.catalogId;
  const own = named === undefined ? undefined : framework(named);
  return { ...others, ...(own && { framework: own }) };
}

type Ready = Extract<Task, { matter: Matter }>;

function attempted(task: Task, work: (ready: Ready) => Recomputed): Attempt {
  if ('unread' in task) return task;
  try {
    return { recomputed: work(task), unread: [] };
  } catch (error) {
    return failed(error);
  }
}

async function attemptedWith(task: Task, work: (ready: Ready) => Promise<Recomputed>): Promise<Attempt> {
  if ('unread' in task) return task;
  try {
    return { recomputed: await work(task), unread: [] };
  } catch (error) {
    return failed(error);
  }
}

/** What cannot be read is an answer; a judge that is away is not. */
function failed(error: unknown): Attempt {
  if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
  return { unread: [{ code: error.code, sentence: error.message }] };
}

/**
 * Roots and rules that are the sender's to the byte lead to the sender's judgements. Names of roots matter only where a
 * rule restricts itself to one.
 */
function asSender({ sender, reader }: Opened, { recomputed }: Attempt): Recomputed | undefined {
  if ('unread' in sender || 'unread' in reader) return undefined;
  const [theirs, own] = [sender.lights, reader.lights];
  const isSame =
    theirs.rules.every(({ trustRoot }) => trustRoot === undefined) &&
    trustPolicy(theirs.rules).digest === trustPolicy(own.rules).digest &&
    theirs.trustRoots.map(({ digest }) => digest).join() === own.trustRoots.map(({ digest }) => digest).join();
  return isSame ? recomputed : undefined;
}

/** Undefined where the reader names no signer, or names one under roots that cannot be read: that is said elsewhere. */
function readersSigner({ signerKey, signer, trustRoots }: SettledAnchors): SignerTest | undefined {
  if (signerKey !== undefined) return signerByKeys([signerKey]);
  if (signer === undefined || trustRoots === undefined) return undefined;
  return unlessUnreadable(() => signerByIdentity(signer, trustRoots));
}

/** How it stands, the reader's signer may say, and whoever the reader's own rules let speak about assessments. */
function readersStatusSigner({ rules = [] }: SettledAnchors, isExpected: SignerTest): SignerTest {
  const byRules = signerByKeys(keysIn(rules));
  return (statement) => (byRules(statement) === undefined ? undefined : isExpected(statement));
}

function sendersOwn({ pack, attestation, rules }: OpenedPack): SignerTest {
  if (pack === undefined || attestation === undefined || rules === undefined) return UNKNOWN_SIGNER;
  const { trustRoots } = pack;
  return unlessUnreadable(() => sendersSigner(attestation, { rules, trustRoots })) ?? UNKNOWN_SIGNER;
}

function changesOfRoots({ pack }: OpenedPack, { trustRoots }: SettledAnchors): readonly TrustRootChange[] | undefined {
  if (pack === undefined || trustRoots === undefined) return undefined;
  return unlessUnreadable(() => trustRootChanges(pack.trustRoots.map(loadTrustRoot), trustRoots.map(loadTrustRoot)));
}

function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
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

function statusOf({ status }: OpenedPack): Pick<ReplayReport, 'status'> {
  if (status?.status === undefined) return {};
  const { state, since, issuedAt, validUntil, replacedBy } = status.status;
  return { status: { state, since, issuedAt, validUntil, ...(replacedBy && { replacedBy }) } };
}

function statementOf(
  attested: Attested,
  { signingKey, signed }: OpenAttestation,
): NonNullable<ReplayReport['statement']> {
  const { scope, asOf, knownAt, verifier, synthetic, input, assessment } = attested;
  const name = signed?.certified?.signer;
  return {
    ...{ scope, asOf, knownAt, verifier, synthetic, input, assessment },
    keyFingerprint: signingKey?.fingerprint ?? '',
    ...(name && { signer: { issuer: name.issuer, identity: name.identity } }),
  };
}
