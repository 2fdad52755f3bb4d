import { MOST_KEEPING_ITEMS, type EvidenceKeeping, type KeepingCounts, type Listed } from '#evidence';
import type { Digest } from '#kernel';

import { NOTHING_WALKED, type LogWalk } from './log-walk.js';

/** How far a run has come: all that the next page needs to know. */
export interface KeepingProgress {
  /** Index of the first leaf that was not looked at. */
  readonly next: number;
  readonly walk: LogWalk;
  readonly counts: KeepingCounts;
  /** Under which every page was verified; another trust begins the run anew. */
  readonly trust?: Pick<EvidenceKeeping, 'trustRoots' | 'policy'>;
}

/** What was found of one item. */
export interface Examined {
  readonly evidence: Digest;
  readonly found: 'sound' | 'altered' | 'missing' | 'unchecked' | Change;
}
type Change = Pick<EvidenceKeeping['changed']['items'][number], 'held' | 'found'>;

const NONE = { count: 0, items: [] };

export const NOTHING_EXAMINED: KeepingProgress = {
  next: 0,
  walk: NOTHING_WALKED,
  counts: { examined: 0, sound: 0, altered: NONE, missing: NONE, changed: NONE, unchecked: NONE },
};

/** The counts with these items added; of each list the first hundred are named. */
export function withExamined(counts: KeepingCounts, items: readonly Examined[]): KeepingCounts {
  const named = (found: Examined['found']) =>
    items.filter((item) => item.found === found).map(({ evidence }) => evidence);
  const changed = items.flatMap(({ evidence, found }) => (typeof found === 'string' ? [] : [{ evidence, ...found }]));
  return {
    examined: counts.examined + items.length,
    sound: counts.sound + named('sound').length,
    altered: longer(counts.altered, named('altered')),
    missing: longer(counts.missing, named('missing')),
    changed: longer(counts.changed, changed),
    unchecked: longer(counts.unchecked, named('unchecked')),
  };
}

function longer<T>({ count, items }: Listed<T>, more: readonly T[]): Listed<T> {
  return { count: count + more.length, items: [...items, ...more].slice(0, MOST_KEEPING_ITEMS) };
}
