import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { STATUS_ORDER } from '../assessment.js';
import { REASON_CODES, REASONS } from './reasons.js';
import { compareStatus, greatest, least } from './status.js';

const status = fc.constantFrom(...STATUS_ORDER);
const laws = [
  ['least', least],
  ['greatest', greatest],
] as const;

describe('the order of statuses', () => {
  it('runs from FAILED up to EVIDENCED, and PARTIAL is worth less than any whole', () => {
    expect([...STATUS_ORDER].reverse().sort(compareStatus)).toEqual(STATUS_ORDER);
    expect(least(['PARTIAL', 'SELF_ATTESTED'])).toBe('PARTIAL');
  });

  it.each(laws)('%s is associative, commutative and idempotent', (_, of) => {
    fc.assert(
      fc.property(status, status, status, (a, b, c) => {
        const two = (x: typeof a, y: typeof a) => of([x, y])!;
        expect(two(two(a, b), c)).toBe(two(a, two(b, c)));
        expect(two(a, b)).toBe(two(b, a));
        expect(two(a, a)).toBe(a);
      }),
    );
  });

  it('absorbs: the least of one and the greatest of both is that one', () => {
    fc.assert(
      fc.property(status, status, (a, b) => {
        expect(least([a, greatest([a, b])!])).toBe(a);
        expect(greatest([a, least([a, b])!])).toBe(a);
      }),
    );
  });

  it('adding a failure never improves what holds when all are needed', () => {
    fc.assert(
      fc.property(fc.array(status, { minLength: 1 }), (all) => {
        expect(least([...all, 'FAILED'])).toBe('FAILED');
      }),
    );
  });

  it('of nothing is nothing, never a pass', () => {
    expect(least([])).toBeUndefined();
    expect(greatest([])).toBeUndefined();
  });
});

describe('every reason', () => {
  it.each(REASON_CODES)('%s has a sentence and a next action', (code) => {
    expect(REASONS[code].sentence).toMatch(/^[A-Z].{10,}\.$/);
    expect(REASONS[code].nextAction).toMatch(/^[A-Z].{10,}\.$/);
  });
});
