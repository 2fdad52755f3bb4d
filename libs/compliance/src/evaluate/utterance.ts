import type { Instant } from '#kernel';

import { topicOf } from '../claims/topic.js';
import { datedAt } from './dated.js';
import type { Fact } from '../fact.js';
import { groupBy } from '../group-by.js';
import type { Place } from './places.js';

/** One fact as it speaks about one place. */
export interface Testimony {
  readonly fact: Fact;
  readonly place: Place;
}

/** What one producer said about one place at one trusted moment; more than one fact where the moment is the same. */
export interface Utterance {
  /** Absent: untimed, and therefore taken as older than everything that is timed. */
  readonly signedAt?: Instant;
  readonly facts: readonly Fact[];
}

/** All that one producer said about one topic at one place, oldest first. Only the newest utterance counts at any moment. */
export interface Voice {
  readonly place: Place;
  readonly utterances: readonly Utterance[];
}

/** Groups testimony of one claim kind by who says it, on which topic, and about what. The order of the testimony does not matter. */
export function voicesOf(testimony: readonly Testimony[]): readonly Voice[] {
  const voices = new Map<string, { place: Place; facts: Fact[] }>();
  for (const { fact, place } of testimony) {
    const key = `${place}\n${fact.producer}\n${topicOf(fact.claim)}`;
    const voice = voices.get(key);
    if (voice === undefined) voices.set(key, { place, facts: [fact] });
    else voice.facts.push(fact);
  }
  return [...voices.values()].map(({ place, facts }) => ({ place, utterances: utterancesOf(facts) }));
}

/** The utterance that counts at `at`; `undefined` asks for the time before every trusted time. */
export function newestAt(voice: Voice, at: Instant | undefined): Utterance | undefined {
  return voice.utterances.findLast(({ signedAt }) => signedAt === undefined || (at !== undefined && signedAt <= at));
}

/**
 * Does an utterance say so? Facts of one piece of evidence are alternatives (it matched several rules); several pieces
 * of the same moment cannot be put in order, so each of them must say it.
 */
export function eachEvidenceSays<F extends Pick<Fact, 'evidence'>>(
  facts: readonly F[],
  says: (fact: F) => boolean,
): boolean {
  const [only] = facts;
  if (only !== undefined && facts.length === 1) return says(only);
  const silent = new Set(facts.map(({ evidence }) => evidence));
  for (const fact of facts) if (says(fact)) silent.delete(fact.evidence);
  return silent.size === 0;
}

/** What was said at one moment is one utterance. */
function utterancesOf(facts: readonly Fact[]): readonly Utterance[] {
  const moments = [...groupBy(facts, datedAt)];
  if (moments.length > 1) moments.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return moments.map(([signedAt, together]) =>
    signedAt === undefined ? { facts: together } : { signedAt, facts: together },
  );
}
