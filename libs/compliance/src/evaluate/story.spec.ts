import { describe, expect, it } from '@jest/globals';

import { tellStory } from './story.js';
import { day } from '../testing/build-input.js';
import { Timeline } from '../status/timeline.js';

interface Count {
  readonly headline: string;
  readonly met: number;
}
const byHeadline = {
  sameHeadline: (a: Count, b: Count) => a.headline === b.headline,
  isWorse: (a: Count, b: Count) => a.met < b.met,
};

/** One count a day from day 0 on. */
function story(counts: readonly number[], asOf: number, headline = (met: number) => (met > 0 ? 'some' : 'none')) {
  const days = counts.map((_, index) => day(index));
  const timeline = Timeline.sample(days, (at) => {
    const met = at === undefined ? 0 : counts[days.indexOf(at)]!;
    return { headline: headline(met), met };
  });
  return tellStory(timeline.stretches(), day(asOf), byHeadline);
}

describe('the story of a control', () => {
  it('tells the past in headlines, each by its worst moment', () => {
    const told = story([3, 2, 5, 4], 3);
    expect(told.map(({ value, shows, from, until }) => [value.met, shows, from, until])).toEqual([
      [0, undefined, undefined, day(0)],
      [2, day(1), day(0), day(3)],
      [4, day(3), day(3), undefined],
    ]);
  });

  it('never merges the chapter that holds asOf, and shows it as of then', () => {
    const told = story([1, 2, 3], 1);
    expect(told.filter(({ holdsAsOf }) => holdsAsOf)).toMatchObject([
      { from: day(1), until: day(2), shows: day(1), value: { met: 2 } },
    ]);
    expect(told).toHaveLength(4);
  });

  it('does not merge across another headline', () => {
    expect(story([1, 0, 2, 3], 3).map(({ value }) => value.met)).toEqual([0, 1, 0, 2, 3]);
  });

  it('tells the next 32 changes one by one, and the rest by its worst moment', () => {
    const told = story(
      Array.from({ length: 100 }, (_, index) => 100 - index),
      0,
    );
    const counts = told.map(({ value }) => value.met);
    expect(counts).toEqual([0, ...Array.from({ length: 33 }, (_, index) => 100 - index), 1]);
    expect(told.at(-1)).toMatchObject({ from: day(33), shows: day(99) });
    expect(told.at(-1)).not.toHaveProperty('until');
  });

  it('stays contiguous', () => {
    const told = story([5, 4, 4, 0, 1, 2, 3, 9, 8], 6);
    told.forEach((chapter, index) => expect(chapter.until).toBe(told[index + 1]?.from));
  });
});
