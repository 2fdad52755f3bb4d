import type { Instant } from '#kernel';

import { EVIDENCE_KIND_OF_CLAIM } from '../framework/claim-fields.js';
import type { Case, Explanation } from './case.js';
import type { Finding } from '../fact.js';
import type { ClaimRequirement } from '../framework/mapping.js';
import type { Member } from './member.js';
import { Recall } from './recall.js';
import { isMet, metStanding, standingOf, type Cause, type Standing } from './standing.js';
import { Timeline } from '../status/timeline.js';
import { voicesOf, type Voice } from './utterance.js';
import { NOTHING, readerOf, SAYS, wordOver, type Word } from './word.js';

/**
 * A member's case under one leaf: an adverse word of any producer fails it; else one fresh word that meets it suffices;
 * else an old one is STALE, an untimed one UNVERIFIED, any other FAILED. Only where no verified word is there do
 * findings explain the absence, so that an upload can neither green nor redden what facts say.
 */
export class LeafCase implements Case {
  readonly #heard: Heard;

  constructor(
    private readonly leaf: ClaimRequirement,
    member: Member,
  ) {
    this.#heard = HEARD.of(member, meaningOf(leaf), () => new Heard(leaf, member));
  }

  over(): Timeline<Standing> {
    return this.#heard.standings;
  }

  explain(at: Instant | undefined): Explanation {
    const standing = standingBy(this.#heard.at(at), this.#heard.absence.standing);
    const { status, reason, teamControlled } = standing;
    const need = isMet(standing) ? '' : this.leaf.need;
    return { status, reason, teamControlled, need, evidence: this.restsOn(at) };
  }

  restsOn(at: Instant | undefined): Explanation['evidence'] {
    const { says, evidence } = this.#heard.at(at);
    return says === 'nothing' ? this.#heard.absence.findings : evidence;
  }
}

/** What a member's evidence says to a leaf. Leaves of the same meaning hear the same, whatever they call their need. */
class Heard {
  readonly words: readonly Timeline<Word>[];
  readonly absence: Absence;
  readonly standings: Timeline<Standing>;

  constructor(leaf: ClaimRequirement, member: Member) {
    this.words = voicesFor(leaf, member).map((voice) => wordOver(leaf, voice, member));
    this.absence = absenceOf(leaf, member);
    this.standings = this.#over();
  }

  /** What all words together amount to. */
  at(at: Instant | undefined): Word {
    const [only] = this.words;
    if (only === undefined) return NOTHING;
    return this.words.length === 1 ? only.at(at) : decisiveOf(this.words.map((word) => word.at(at)));
  }

  #over(): Timeline<Standing> {
    const absent = this.absence.standing;
    const [only] = this.words;
    if (only === undefined) return Timeline.always(absent);
    if (this.words.length === 1) return only.map((word) => standingBy(word, absent));
    return Timeline.accumulate(this.words, new WordTally(absent));
  }
}

const HEARD = new Recall<Heard>();
const MEANINGS = new WeakMap<ClaimRequirement, string>();

/** All of a leaf but its words for people. */
function meaningOf(leaf: ClaimRequirement): string {
  const known = MEANINGS.get(leaf);
  if (known !== undefined) return known;
  const { claim, select, where, unless, freshDays } = leaf;
  const meaning = JSON.stringify([claim, select?.source, where?.source, unless?.source, freshDays]);
  MEANINGS.set(leaf, meaning);
  return meaning;
}

/** Of the team alone only when each word that decides is the team's. */
function decisiveOf(words: readonly Word[]): Word {
  const says = SAYS.find((kind) => words.some((word) => word.says === kind)) ?? 'nothing';
  const decisive = words.filter((word) => word.says === says);
  return {
    says,
    teamControlled: decisive.every((word) => word.teamControlled),
    evidence: decisive.flatMap((word) => word.evidence),
  };
}

function voicesFor({ claim, select }: ClaimRequirement, member: Member): readonly Voice[] {
  if (select === undefined) return member.voices(claim);
  return voicesOf(member.testimony(claim).filter(({ fact }) => select.holds(readerOf(fact.claim))));
}

const CAUSE_OF: Readonly<Record<Exclude<Word['says'], 'met' | 'nothing'>, Cause>> = {
  adverse: 'EVIDENCE_ADVERSE',
  old: 'EVIDENCE_TOO_OLD',
  untimed: 'EVIDENCE_UNTIMED',
  otherwise: 'EVIDENCE_FALLS_SHORT',
};

function standingBy(word: Pick<Word, 'says' | 'teamControlled'>, absent: Standing): Standing {
  if (word.says === 'nothing') return absent;
  return word.says === 'met' ? metStanding(word) : standingOf(CAUSE_OF[word.says]);
}

/** How many producers say what; met by the team alone only when every one that meets it is the team's. */
class WordTally {
  readonly #words: Word[] = [];
  readonly #counts = new Map<Word['says'] | 'met independently', number>();

  constructor(private readonly absent: Standing) {}

  replace(word: Word, index: number): void {
    const before = this.#words[index];
    if (before !== undefined) this.#count(before, -1);
    this.#words[index] = word;
    this.#count(word, 1);
  }

  read(): Standing {
    const says = SAYS.find((kind) => this.#of(kind) > 0) ?? 'nothing';
    return standingBy({ says, teamControlled: this.#of('met independently') === 0 }, this.absent);
  }

  #of(kind: Word['says'] | 'met independently'): number {
    return this.#counts.get(kind) ?? 0;
  }

  #count({ says, teamControlled }: Word, by: 1 | -1): void {
    this.#counts.set(says, this.#of(says) + by);
    if (says === 'met' && !teamControlled) this.#counts.set('met independently', this.#of('met independently') + by);
  }
}

interface Absence {
  readonly standing: Standing;
  readonly findings: readonly Finding['evidence'][];
}

function absenceOf(leaf: ClaimRequirement, member: Member): Absence {
  const findings = member.findings(EVIDENCE_KIND_OF_CLAIM[leaf.claim]);
  if (findings.length === 0) return { standing: standingOf('EVIDENCE_MISSING'), findings: [] };
  const rejected = findings.filter(({ outcome }) => outcome === 'rejected');
  return rejected.length > 0
    ? { standing: standingOf('EVIDENCE_REJECTED'), findings: rejected.map(({ evidence }) => evidence) }
    : { standing: standingOf('EVIDENCE_UNVERIFIED'), findings: findings.map(({ evidence }) => evidence) };
}
