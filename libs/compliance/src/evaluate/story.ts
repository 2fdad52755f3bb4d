import type { Instant } from '#kernel';

import type { Stretch } from '../status/timeline.js';

/** How many changes after `asOf` are told one by one. */
const TOLD_EXACTLY = 32;

/** A stretch as it is told. */
export interface Chapter<T> extends Stretch<T> {
  /** The moment whose details the chapter shows; undefined is the time before everything. */
  readonly shows: Instant | undefined;
  readonly holdsAsOf: boolean;
}

/**
 * Tells a long story in bounded words. A release of a hundred files, signed one after the other, passes through a
 * hundred counts before it is complete: nobody reads them. So what ended before `asOf`, and what lies more than 32
 * changes ahead, is merged where `sameHeadline` says so; a merged chapter shows its worst moment, never a better one.
 */
export function tellStory<T>(
  stretches: readonly Stretch<T>[],
  asOf: Instant,
  { sameHeadline, isWorse }: { sameHeadline: (a: T, b: T) => boolean; isWorse: (a: T, b: T) => boolean },
): readonly Chapter<T>[] {
  const present = stretches.findLastIndex(({ from }) => from === undefined || from <= asOf);
  const chapters: Chapter<T>[] = [];
  stretches.forEach((stretch, index) => {
    const holdsAsOf = index === present;
    const chapter = { ...stretch, shows: holdsAsOf ? asOf : stretch.from, holdsAsOf };
    const last = chapters.at(-1);
    const merges = isToldBriefly(index - present) && isToldBriefly(index - 1 - present);
    if (merges && last !== undefined && sameHeadline(last.value, stretch.value)) {
      const worst = isWorse(stretch.value, last.value) ? chapter : last;
      chapters[chapters.length - 1] = { ...worst, ...boundsOf(last, stretch) };
    } else {
      chapters.push(chapter);
    }
  });
  return chapters;
}

/** By its distance from the chapter that holds `asOf`. */
function isToldBriefly(distance: number): boolean {
  return distance < 0 || distance > TOLD_EXACTLY;
}

/** From where the first begins to where the second ends. */
function boundsOf<T>(first: Stretch<T>, second: Stretch<T>): Pick<Stretch<T>, 'from' | 'until'> {
  return {
    ...(first.from !== undefined && { from: first.from }),
    ...(second.until !== undefined && { until: second.until }),
  };
}
