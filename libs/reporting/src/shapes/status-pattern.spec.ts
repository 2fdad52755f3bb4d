import { describe, expect, it } from '@jest/globals';

import { STATUSES } from '../status-words.js';
import { statusPattern } from './status-pattern.js';
import { STATUS_SHAPES } from './status-shapes.js';

const AREA = { x: 10, y: 20, width: 60, height: 9 };

describe('the drawings of statuses', () => {
  it('differ in shape, each from each', () => {
    const shapes = STATUSES.map((status) => JSON.stringify(STATUS_SHAPES[status]));
    expect(new Set(shapes).size).toBe(STATUSES.length);
  });

  it('differ in pattern, but for missing and not applicable, which are empty', () => {
    const patterns = STATUSES.map((status) => JSON.stringify(statusPattern(status, AREA)));
    expect(new Set(patterns).size).toBe(STATUSES.length - 1);
  });

  it('stay inside their rectangle', () => {
    for (const status of STATUSES) {
      let [x, y] = [0, 0];
      for (const [, dx, dy] of statusPattern(status, AREA).d.matchAll(/[ml]([\d.-]+) ([\d.-]+)/g)) {
        [x, y] = [x + Number(dx), y + Number(dy)];
        expect(x).toBeGreaterThan(9.9);
        expect(x).toBeLessThan(70.2);
        expect(y).toBeGreaterThan(19.9);
        expect(y).toBeLessThan(29.1);
      }
    }
  });
});
