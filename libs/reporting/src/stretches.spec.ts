import { describe, expect, it } from '@jest/globals';

import type { Segment, Status } from '#compliance';
import { parseInstant } from '#kernel';

import { horizonOf, stretchesOf } from './stretches.js';

const at = parseInstant;
const segment = (status: Status, from?: string, until?: string): Segment =>
  ({
    status,
    ...(from === undefined ? {} : { from: at(from) }),
    ...(until === undefined ? {} : { until: at(until) }),
  }) as Segment;

describe('what becomes of a control by time alone', () => {
  it('is cut to the time asked about', () => {
    const segments = [segment('EVIDENCED', undefined, '2026-06-01'), segment('STALE', '2026-06-01')];
    expect(stretchesOf({ segments }, at('2026-01-01'), at('2027-01-01'))).toEqual([
      { from: at('2026-01-01'), until: at('2026-06-01'), status: 'EVIDENCED' },
      { from: at('2026-06-01'), until: at('2027-01-01'), status: 'STALE' },
    ]);
  });

  it('leaves out what ends before or begins after', () => {
    const segments = [
      segment('MISSING', undefined, '2025-01-01'),
      segment('SUPPORTED', '2025-01-01', '2028-01-01'),
      segment('STALE', '2028-01-01'),
    ];
    expect(stretchesOf({ segments }, at('2026-01-01'), at('2027-01-01')).map(({ status }) => status)).toEqual([
      'SUPPORTED',
    ]);
  });

  it('is one stretch where only counts change', () => {
    const segments = [segment('PARTIAL', undefined, '2026-03-01'), segment('PARTIAL', '2026-03-01')];
    expect(stretchesOf({ segments }, at('2026-01-01'), at('2027-01-01'))).toHaveLength(1);
  });

  it('looks a year ahead', () => {
    expect(horizonOf(at('2026-11-20'))).toBe(at('2027-11-20'));
  });
});
