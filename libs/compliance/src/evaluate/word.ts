import { addDays, type Digest, type Instant } from '#kernel';

import { isOpenFindingField } from '../framework/claim-fields.js';
import type { Claim } from '../claims/claim.js';
import type { Condition, FieldReader, FieldValue } from '../condition/condition.js';
import type { Fact } from '../fact.js';
import type { ClaimRequirement } from '../framework/mapping.js';
import type { Member } from './member.js';
import { VexAnswers, type OpenFindings } from './open-findings.js';
import { sameList } from '../sorted.js';
import { Timeline } from '../status/timeline.js';
import { eachEvidenceSays, newestAt, type Utterance, type Voice } from './utterance.js';

/** What one producer's newest utterance amounts to for one leaf, in the order in which words decide. */
export const SAYS = ['adverse', 'met', 'old', 'untimed', 'otherwise', 'nothing'] as const;

export interface Word {
  readonly says: (typeof SAYS)[number];
  /** It meets the leaf, but only by process claims of signers that the assessed team controls. */
  readonly teamControlled: boolean;
  readonly evidence: readonly Digest[];
}

export const NOTHING: Word = { says: 'nothing', teamControlled: false, evidence: [] };

/** One producer's word on one leaf, for all time. */
export function wordOver(leaf: ClaimRequirement, voice: Voice, member: Member): Timeline<Word> {
  return new Hearing(leaf, voice, member).over();
}

/** One producer, heard for one leaf. */
class Hearing {
  readonly #vex: VexAnswers | undefined;

  constructor(
    private readonly leaf: ClaimRequirement,
    private readonly voice: Voice,
    member: Member,
  ) {
    this.#vex = readsOpenFindings(leaf) ? new VexAnswers(member, voice.place) : undefined;
  }

  over(): Timeline<Word> {
    const signed = this.voice.utterances.flatMap(({ signedAt }) => signedAt ?? []);
    const expiries = signed.flatMap((signedAt) => this.#expiryOf(signedAt) ?? []);
    return Timeline.sample([...signed, ...expiries, ...(this.#vex?.instants ?? [])], (at) => this.#at(at), sameWord);
  }

  #at(at: Instant | undefined): Word {
    const utterance = newestAt(this.voice, at);
    return utterance === undefined ? NOTHING : this.#judge(utterance, at);
  }

  #judge({ facts, signedAt }: Utterance, at: Instant | undefined): Word {
    const heard = facts.map((fact) => new HeardFact(fact, openFindings(fact.claim, this.#vex, at)));
    const { where, unless } = this.leaf;
    const evidence = facts.map((fact) => fact.evidence);
    if (unless !== undefined && heard.some((fact) => fact.says(unless))) {
      return { says: 'adverse', teamControlled: false, evidence };
    }
    if (!eachEvidenceSays(heard, (fact) => fact.says(where))) {
      return { says: 'otherwise', teamControlled: false, evidence };
    }
    return {
      says: this.#ageOf(signedAt, at),
      teamControlled: !eachEvidenceSays(heard, (fact) => fact.says(where) && !fact.teamControlled),
      evidence: [...evidence, ...heard.flatMap((fact) => fact.answeredBy)],
    };
  }

  #ageOf(signedAt: Instant | undefined, at: Instant | undefined): Word['says'] {
    if (this.leaf.freshDays === undefined) return 'met';
    if (signedAt === undefined) return 'untimed';
    const expiry = this.#expiryOf(signedAt);
    return expiry === undefined || (at !== undefined && at < expiry) ? 'met' : 'old';
  }

  /** The first moment at which a fact of that time no longer counts; undefined where it always does. */
  #expiryOf(signedAt: Instant): Instant | undefined {
    const { freshDays } = this.leaf;
    if (freshDays === undefined || signedAt >= END_OF_TIME) return undefined;
    return addDays(signedAt, freshDays);
  }
}

/** A trusted time at the edge of the calendar would expire beyond it, where nothing can be represented. */
const END_OF_TIME = '9980-01-01';

function sameWord(a: Word, b: Word): boolean {
  return a.says === b.says && a.teamControlled === b.teamControlled && sameList(a.evidence, b.evidence);
}

/** A fact with what is open of its findings at the moment it is heard. */
class HeardFact {
  readonly #read: FieldReader;

  constructor(
    private readonly fact: Fact,
    private readonly open: OpenFindings | undefined,
  ) {
    this.#read = readerOf(fact.claim, open);
  }

  get evidence(): Digest {
    return this.fact.evidence;
  }

  get teamControlled(): boolean {
    return this.fact.teamControlled || this.open?.teamControlled === true;
  }

  get answeredBy(): readonly Digest[] {
    return this.open?.evidence ?? [];
  }

  /** Without a condition the claim itself is all that is asked for. */
  says(condition: Condition | undefined): boolean {
    return condition === undefined || condition.holds(this.#read);
  }
}

/** Reads a claim's own properties; open findings only where they are known. */
export function readerOf(claim: Claim, open?: OpenFindings): FieldReader {
  const fields: Readonly<Record<string, unknown>> = claim;
  return (field) => {
    if (isOpenFindingField(field)) return open?.counts[field];
    return Object.hasOwn(fields, field) ? (fields[field] as FieldValue) : undefined;
  };
}

function readsOpenFindings({ claim, where, unless }: ClaimRequirement): boolean {
  return (
    claim === 'vulnerability-scan' && [where, unless].some((condition) => condition?.fields.some(isOpenFindingField))
  );
}

function openFindings(claim: Claim, vex: VexAnswers | undefined, at: Instant | undefined): OpenFindings | undefined {
  return claim.kind === 'vulnerability-scan' ? vex?.openIn(claim, at) : undefined;
}
