import type { Digest } from '#kernel';

import type { OrderedStatus } from './assessment.js';
import type { ReasonCode } from './reasons.js';
import { compareStatus } from './status.js';

/** How one member stands against a requirement at one moment; EVIDENCED means that it is met. */
export interface Standing {
  readonly status: OrderedStatus;
  readonly reason: ReasonCode;
  /** In words: what is needed; empty when met. */
  readonly need: string;
  /** Sorted. */
  readonly evidence: readonly Digest[];
  /** It is met, but only by process claims of signers that the assessed team controls. */
  readonly teamControlled: boolean;
}

export function isMet(standing: Standing): boolean {
  return standing.status === 'EVIDENCED';
}

/**
 * `needed` of `all` must hold: the best `needed` are taken, and the least of them decides. So `allOf` is the least of
 * all, `anyOf` the greatest. Among equals, what does not depend on the assessed team's own signers is taken first.
 */
export function joinStandings(needed: number, all: readonly Standing[]): Standing {
  const best = [...all].sort(
    (a, b) => compareStatus(b.status, a.status) || Number(a.teamControlled) - Number(b.teamControlled),
  );
  const taken = best.slice(0, needed);
  const decisive = taken.at(-1);
  if (decisive === undefined || taken.length < needed) throw new TypeError('a requirement without members');
  return {
    status: decisive.status,
    reason: decisive.reason,
    need: isMet(decisive) ? '' : needOf(needed, all),
    evidence: sortedUnion(taken.map(({ evidence }) => evidence)),
    teamControlled: isMet(decisive) && taken.some(({ teamControlled }) => teamControlled),
  };
}

function needOf(needed: number, all: readonly Standing[]): string {
  const needs = [...new Set(all.filter((standing) => !isMet(standing)).map(({ need }) => need))];
  return needs.join(needed === all.length ? '; ' : ' or ');
}

export function sameStanding(a: Standing, b: Standing): boolean {
  return (
    a === b ||
    (a.status === b.status &&
      a.reason === b.reason &&
      a.need === b.need &&
      a.teamControlled === b.teamControlled &&
      sameList(a.evidence, b.evidence))
  );
}

export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}

export function sortedUnion<T extends string>(lists: readonly (readonly T[])[]): readonly T[] {
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return only;
  return [...new Set(lists.flat())].sort();
}
