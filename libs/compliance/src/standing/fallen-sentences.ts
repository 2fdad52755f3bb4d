import type { Instant } from '#kernel';

import type { Assessment } from '../assessment.js';
import { segmentAt } from '../evaluate/control.js';
import { sentenceOf, stillStands, type Sentence } from './still-stands.js';

/** A signed result that does not stand, and how the control stands instead; absent where nothing judges it any more. */
export interface FallenSentence {
  readonly signed: Sentence;
  readonly now?: Sentence;
}

/** What stands and falls at a moment, and when that changes next although nothing happens. */
export interface Standing {
  readonly fallen: readonly FallenSentence[];
  readonly nextChange?: Instant;
}

/**
 * Which results of a signed assessment no longer stand at `at`, as the release is judged now. Both carry their segments of
 * time, so that nobody has to judge anything because a day has passed.
 */
export function standingAt(signed: Assessment, current: Assessment, at: Instant): Standing {
  const fallen = fallenAt(signed, current, at);
  const key = keyOf(fallen);
  const differs = (moment: Instant) => keyOf(fallenAt(signed, current, moment)) !== key;
  const nextChange = changesOf(current).find((moment) => moment > at && differs(moment));
  return { fallen, ...(nextChange !== undefined && { nextChange }) };
}

function fallenAt(signed: Assessment, current: Assessment, at: Instant): readonly FallenSentence[] {
  const results = new Map(current.results.map((result) => [result.control, result]));
  return signed.results.flatMap((result): readonly FallenSentence[] => {
    const then = sentenceOf(result.control, segmentAt(result, signed.asOf));
    const own = results.get(result.control);
    const now = own && sentenceOf(result.control, segmentAt(own, at));
    if (stillStands(then, now)) return [];
    return [now === undefined ? { signed: then } : { signed: then, now }];
  });
}

function changesOf({ results }: Assessment): readonly Instant[] {
  const starts = results.flatMap(({ segments }) => segments.flatMap(({ from }) => from ?? []));
  return [...new Set(starts)].sort();
}

function keyOf(fallen: readonly FallenSentence[]): string {
  return JSON.stringify(fallen.map(({ signed, now }) => [signed.control, now?.status]));
}
