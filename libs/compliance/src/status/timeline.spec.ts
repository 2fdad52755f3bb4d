import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { addDays, type Instant } from '#kernel';

import { day, START } from '../testing/build-input.js';
import { Timeline } from './timeline.js';

const instants = fc.integer({ min: 0, max: 12 }).map(day);
const timelines = fc
  .tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.dictionary(fc.constantFrom('1', '4', '7', '9'), fc.integer({ min: 0, max: 3 })),
  )
  .map(([first, changes]) => {
    const values = new Map(Object.entries(changes).map(([days, value]) => [day(Number(days)), value]));
    const latest = (at: Instant) =>
      [...values]
        .filter(([start]) => start <= at)
        .sort()
        .at(-1)?.[1];
    return Timeline.sample(values.keys(), (at) => (at === undefined ? undefined : latest(at)) ?? first);
  });
const BEFORE_ALL = addDays(START, -1);

describe('a timeline', () => {
  it('is contiguous, ordered and open at both ends, and neighbours differ', () => {
    fc.assert(
      fc.property(timelines, (timeline) => {
        const stretches = timeline.stretches();
        expect(stretches[0]).not.toHaveProperty('from');
        expect(stretches.at(-1)).not.toHaveProperty('until');
        for (const [index, next] of stretches.slice(1).entries()) {
          const before = stretches[index];
          expect(next.from).toBe(before?.until);
          expect(next.value).not.toBe(before?.value);
          expect(next.until === undefined || next.from! < next.until).toBe(true);
        }
      }),
    );
  });

  it('gives at every moment the value of the stretch that holds it', () => {
    fc.assert(
      fc.property(timelines, instants, (timeline, at) => {
        const holding = timeline
          .stretches()
          .filter(({ from, until }) => (from === undefined || from <= at) && (until === undefined || at < until));
        expect(holding.map(({ value }) => value)).toEqual([timeline.at(at)]);
      }),
    );
  });

  it('maps and combines moment by moment', () => {
    fc.assert(
      fc.property(
        timelines,
        timelines,
        fc.constantFrom(BEFORE_ALL, ...[0, 1, 3, 4, 7, 8, 9, 11].map(day)),
        (a, b, at) => {
          expect(a.map((value) => value % 2).at(at)).toBe(a.at(at) % 2);
          expect(a.combine(b, (x, y) => x * 10 + y).at(at)).toBe(a.at(at) * 10 + b.at(at));
        },
      ),
    );
  });

  it('combines many exactly as it combines two by two', () => {
    fc.assert(
      fc.property(fc.array(timelines, { minLength: 1, maxLength: 5 }), (parts) => {
        const atOnce = Timeline.combineAll(parts, (values) => values.join());
        const pairwise = parts
          .map((part) => part.map(String))
          .reduce((whole, part) => whole.combine(part, (x, y) => `${x},${y}`));
        expect(atOnce.stretches()).toEqual(pairwise.stretches());
      }),
    );
  });

  it('starts a value exactly at its instant and ends it just before the next', () => {
    const value = (at: Instant | undefined) => (at === undefined ? 'before' : at);
    const timeline = Timeline.sample([day(5), day(2), day(5)], value);
    expect([1, 2, 4, 5].map((days) => timeline.at(day(days)))).toEqual(['before', day(2), day(2), day(5)]);
  });

  it('merges neighbours that its own equality calls the same', () => {
    const sizes = Timeline.sample(
      [day(1), day(2)],
      (at) => ({ size: at === day(2) ? 1 : 0 }),
      (a, b) => a.size === b.size,
    );
    expect(sizes.stretches()).toHaveLength(2);
  });
});
