import { addDays, type Digest, type Instant } from '#kernel';

import { EVIDENCE_KIND_OF_CLAIM, isOpenFindingField } from './claim-fields.js';
import type { Claim } from './claims/claim.js';
import { allHold, type FieldReader, type FieldValue } from './condition.js';
import type { Fact } from './fact.js';
import type { ClaimRequirement } from './mapping.js';
import type { Member } from './member.js';
import { VexAnswers, type OpenFindings } from './open-findings.js';
import type { ReasonCode } from './reasons.js';
import { sameList, sameStanding, sortedUnion, type Standing } from './standing.js';
import { Timeline } from './timeline.js';
import { eachEvidenceSays, newestAt, voicesOf, type Utterance, type Voice } from './utterance.js';

/** What one producer's newest utterance amounts to for one leaf. */
interface Word {
  readonly says: 'nothing' | 'adverse' | 'met' | 'old' | 'untimed' | 'otherwise';
  readonly evidence: readonly Digest[];
  readonly teamControlled: boolean;
}

/**
 * How a member stands against one leaf, for all time: an adverse word of any producer fails it; else one fresh word
 * that meets it suffices; else an old one is STALE, an untimed one UNVERIFIED, any other FAILED. Only where no verified
 * word is there do findings explain the absence, so that an upload can neither green nor redden what facts say.
 */
export function leafStanding(leaf: ClaimRequirement, member: Member): Timeline<Standing> {
  const absent = absence(leaf, member);
  const selected = member.testimony(leaf.claim).filter(({ fact }) => allHold(leaf.select ?? [], readerOf(fact.claim)));
  if (selected.length === 0) return Timeline.always(absent);
  const words = voicesOf(selected).map((voice) => wordOver(leaf, voice, member));
  return Timeline.combineAll(words, (said) => judge(leaf, said, absent), sameStanding);
}

function absence(leaf: ClaimRequirement, member: Member): Standing {
  const findings = member.findings(EVIDENCE_KIND_OF_CLAIM[leaf.claim]);
  const rejected = findings.filter(({ outcome }) => outcome === 'rejected');
  const telling = rejected.length > 0 ? rejected : findings;
  const evidence = sortedUnion([[], telling.map((finding) => finding.evidence)]);
  const shown = { need: leaf.need, evidence, teamControlled: false };
  if (rejected.length > 0) return { status: 'FAILED', reason: 'EVIDENCE_REJECTED', ...shown };
  if (findings.length > 0) return { status: 'UNVERIFIED', reason: 'EVIDENCE_UNVERIFIED', ...shown };
  return { status: 'MISSING', reason: 'EVIDENCE_MISSING', ...shown };
}

/** In the order in which they decide. */
const DECIDING: readonly { says: Word['says']; status: Standing['status']; reason: ReasonCode }[] = [
  { says: 'adverse', status: 'FAILED', reason: 'EVIDENCE_ADVERSE' },
  { says: 'met', status: 'EVIDENCED', reason: 'ALL_CONDITIONS_HOLD' },
  { says: 'old', status: 'STALE', reason: 'EVIDENCE_TOO_OLD' },
  { says: 'untimed', status: 'UNVERIFIED', reason: 'EVIDENCE_UNTIMED' },
  { says: 'otherwise', status: 'FAILED', reason: 'EVIDENCE_FALLS_SHORT' },
];

function judge(leaf: ClaimRequirement, words: readonly Word[], absent: Standing): Standing {
  for (const { says, status, reason } of DECIDING) {
    const decisive = words.filter((word) => word.says === says);
    if (decisive.length === 0) continue;
    const evidence = sortedUnion(decisive.map((word) => word.evidence));
    const teamControlled = says === 'met' && decisive.every((word) => word.teamControlled);
    return { status, reason, need: says === 'met' ? '' : leaf.need, evidence, teamControlled };
  }
  return absent;
}

const NOTHING: Word = { says: 'nothing', evidence: [], teamControlled: false };

function wordOver(leaf: ClaimRequirement, voice: Voice, member: Member): Timeline<Word> {
  const vex = readsOpenFindings(leaf) ? new VexAnswers(member, voice.place) : undefined;
  const signed = voice.utterances.flatMap(({ signedAt }) => signedAt ?? []);
  const expiries = signed.flatMap((signedAt) => expiryOf(leaf, signedAt) ?? []);
  const wordAt = (at: Instant | undefined): Word => {
    const utterance = newestAt(voice, at);
    return utterance === undefined ? NOTHING : wordOf(leaf, utterance, { at, vex });
  };
  return Timeline.sample([...signed, ...expiries, ...(vex?.instants ?? [])], wordAt, sameWord);
}

function wordOf(
  leaf: ClaimRequirement,
  { facts, signedAt }: Utterance,
  { at, vex }: { readonly at: Instant | undefined; readonly vex: VexAnswers | undefined },
): Word {
  const heard = new Map(facts.map((fact) => [fact, openFindings(fact.claim, vex, at)]));
  const says = (fact: Fact, conditions: ClaimRequirement['where']) =>
    allHold(conditions ?? [], readerOf(fact.claim, heard.get(fact)));
  const evidence = sortedUnion([[], facts.map((fact) => fact.evidence)]);
  const { unless } = leaf;
  if (unless !== undefined && facts.some((fact) => says(fact, unless)))
    return { ...NOTHING, says: 'adverse', evidence };
  if (!eachEvidenceSays(facts, (fact) => says(fact, leaf.where))) return { ...NOTHING, says: 'otherwise', evidence };
  const meeting = facts.filter((fact) => says(fact, leaf.where));
  const answers = meeting.flatMap((fact) => heard.get(fact) ?? []);
  return {
    says: ageOf(leaf, signedAt, at),
    evidence: sortedUnion([evidence, ...answers.map((open) => open.evidence)]),
    teamControlled: !eachEvidenceSays(
      facts,
      (fact) => says(fact, leaf.where) && !fact.teamControlled && heard.get(fact)?.teamControlled !== true,
    ),
  };
}

function ageOf(
  leaf: ClaimRequirement,
  signedAt: Instant | undefined,
  at: Instant | undefined,
): 'met' | 'old' | 'untimed' {
  if (leaf.freshDays === undefined) return 'met';
  if (signedAt === undefined) return 'untimed';
  const expiry = expiryOf(leaf, signedAt);
  return expiry === undefined || (at !== undefined && at < expiry) ? 'met' : 'old';
}

const END_OF_TIME = '9980-01-01';

/** The first moment at which a fact of that time no longer counts; undefined where it always does. */
function expiryOf({ freshDays }: ClaimRequirement, signedAt: Instant): Instant | undefined {
  // A trusted time at the edge of the calendar would expire beyond it: it cannot be represented, and does not matter.
  if (freshDays === undefined || signedAt >= END_OF_TIME) return undefined;
  return addDays(signedAt, freshDays);
}

function readsOpenFindings(leaf: ClaimRequirement): boolean {
  if (leaf.claim !== 'vulnerability-scan') return false;
  return [...(leaf.where ?? []), ...(leaf.unless ?? [])].some(({ field }) => isOpenFindingField(field));
}

function openFindings(claim: Claim, vex: VexAnswers | undefined, at: Instant | undefined): OpenFindings | undefined {
  return claim.kind === 'vulnerability-scan' ? vex?.openIn(claim, at) : undefined;
}

function readerOf(claim: Claim, open?: OpenFindings): FieldReader {
  const fields: Readonly<Record<string, unknown>> = claim;
  return (field) => {
    if (isOpenFindingField(field)) return open?.counts[field];
    return Object.hasOwn(fields, field) ? (fields[field] as FieldValue) : undefined;
  };
}

function sameWord(a: Word, b: Word): boolean {
  return a.says === b.says && a.teamControlled === b.teamControlled && sameList(a.evidence, b.evidence);
}
