import { addDays, type Digest, type Instant } from '#kernel';

import { isComputedField } from '../framework/claim-fields.js';
import type { Claim } from '../claims/claim.js';
import { lastsUntil } from '../claims/lasts-until.js';
import { computationFor } from './computation.js';
import type { Computation, Computed } from './computed.js';
import type { Condition, FieldReader, FieldValue } from '../condition/condition.js';
import type { Fact } from '../fact.js';
import type { ClaimRequirement } from '../framework/mapping.js';
import type { Member } from './member.js';
import { Recall } from './recall.js';
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

/** By how many days a word counts, and when it was said. */
const EXPIRIES = new Recall<Map<Instant, Instant>>();

/** What an utterance was found to say, and what was computed for its facts then. */
interface Judged {
  readonly utterance: Utterance;
  readonly computed: readonly (Computed | undefined)[];
  readonly word: Word;
}

/** One producer, heard for one leaf. */
class Hearing {
  readonly #computation: Computation | undefined;
  readonly #expiries: Map<Instant, Instant>;
  /** The latest: time passes in order. */
  #judged: Judged | undefined;

  constructor(
    private readonly leaf: ClaimRequirement,
    private readonly voice: Voice,
    member: Member,
  ) {
    this.#computation = computationFor(leaf, voice, member);
    this.#expiries = EXPIRIES.of(member, String(leaf.freshDays), () => new Map());
  }

  over(): Timeline<Word> {
    const instants = [...(this.#computation?.instants ?? [])];
    const add = (instant: Instant | undefined) => instant !== undefined && instants.push(instant);
    for (const utterance of this.voice.utterances) {
      add(utterance.signedAt);
      add(this.#expiryOf(utterance));
      add(endOf(utterance));
    }
    return Timeline.sample(instants, (at) => this.#at(at), sameWord);
  }

  #at(at: Instant | undefined): Word {
    const utterance = newestAt(this.voice, at);
    if (utterance === undefined) return NOTHING;
    const word = this.#judge(utterance, at);
    if (word.says !== 'met') return word;
    const says = this.#ageOf(utterance, at);
    return says === 'met' ? word : { ...word, says };
  }

  /** What is computed may change while time passes; what an utterance says by itself does not. */
  #judge(utterance: Utterance, at: Instant | undefined): Word {
    const computed = this.#computedFor(utterance, at);
    const known = this.#judged;
    if (known?.utterance === utterance && sameList(known.computed, computed)) return known.word;
    const word = this.#content(utterance, computed);
    this.#judged = { utterance, computed, word };
    return word;
  }

  #computedFor({ facts }: Utterance, at: Instant | undefined): Judged['computed'] {
    const computation = this.#computation;
    return computation === undefined ? [] : facts.map((fact) => computation.for(fact, at));
  }

  /** Leaving its age aside. */
  #content({ facts }: Utterance, computed: Judged['computed']): Word {
    const heard = facts.map((fact, index) => new HeardFact(fact, computed[index]));
    const { where, unless } = this.leaf;
    const evidence = facts.map((fact) => fact.evidence);
    if (unless !== undefined && heard.some((fact) => fact.says(unless))) {
      return { says: 'adverse', teamControlled: false, evidence };
    }
    if (!eachEvidenceSays(heard, (fact) => fact.says(where))) {
      return { says: 'otherwise', teamControlled: false, evidence };
    }
    return {
      says: 'met',
      teamControlled:
        heard.some((fact) => fact.leansOnTeam) && !eachEvidenceSays(heard, (fact) => fact.saysWithoutTeam(where)),
      evidence: computed.length === 0 ? evidence : [...evidence, ...heard.flatMap((fact) => fact.answeredBy)],
    };
  }

  #ageOf(utterance: Utterance, at: Instant | undefined): Word['says'] {
    const { signedAt } = utterance;
    const end = endOf(utterance);
    if (end !== undefined && at !== undefined && at >= end) return 'old';
    if (this.leaf.freshDays === undefined) return 'met';
    if (signedAt === undefined) return 'untimed';
    const expiry = this.#expiryOf(utterance);
    return expiry === undefined || (at !== undefined && at < expiry) ? 'met' : 'old';
  }

  /** The first moment at which a fact of that time no longer counts; undefined where it always does. */
  #expiryOf(utterance: Utterance): Instant | undefined {
    const { freshDays } = this.leaf;
    const { signedAt } = utterance;
    if (freshDays === undefined || signedAt === undefined || signedAt >= END_OF_TIME) return undefined;
    const known = this.#expiries.get(signedAt) ?? addDays(signedAt, freshDays);
    this.#expiries.set(signedAt, known);
    return known;
  }
}

/** A trusted time at the edge of the calendar would expire beyond it, where nothing can be represented. */
const END_OF_TIME = '9980-01-01';

/** When the first of its claims ends by its own words. */
function endOf({ facts }: Utterance): Instant | undefined {
  let first: Instant | undefined;
  for (const { claim } of facts) {
    const end = lastsUntil(claim);
    if (end !== undefined && (first === undefined || end < first)) first = end;
  }
  return first;
}

function sameWord(a: Word, b: Word): boolean {
  return a === b || (a.says === b.says && a.teamControlled === b.teamControlled && sameList(a.evidence, b.evidence));
}

/** A fact with what is computed for it at the moment it is heard. */
class HeardFact {
  readonly #read: FieldReader;

  constructor(
    private readonly fact: Fact,
    private readonly computed: Computed | undefined,
  ) {
    this.#read = readerOf(fact.claim, computed);
  }

  get evidence(): Digest {
    return this.fact.evidence;
  }

  get answeredBy(): readonly Digest[] {
    return this.computed?.evidence ?? [];
  }

  get leansOnTeam(): boolean {
    const { computed } = this;
    return this.fact.teamControlled || computed?.teamControlled === true || computed?.countsWithoutTeam !== undefined;
  }

  /** Without a condition the claim itself is all that is asked for. */
  says(condition: Condition | undefined): boolean {
    return condition === undefined || condition.holds(this.#read);
  }

  /** Would it say so if signers that the assessed team controls had said nothing? */
  saysWithoutTeam(condition: Condition | undefined): boolean {
    if (this.fact.teamControlled || this.computed?.teamControlled === true || !this.says(condition)) return false;
    const counts = this.computed?.countsWithoutTeam;
    if (condition === undefined || this.computed === undefined || counts === undefined) return true;
    return condition.holds(readerOf(this.fact.claim, { ...this.computed, counts }));
  }
}

/** Reads a claim's own properties; what is computed only where it is known. */
export function readerOf(claim: Claim, computed?: Computed): FieldReader {
  return (field) => {
    if (isComputedField(field)) return computed?.counts[field];
    return Object.hasOwn(claim, field) ? (Reflect.get(claim, field) as FieldValue) : undefined;
  };
}
