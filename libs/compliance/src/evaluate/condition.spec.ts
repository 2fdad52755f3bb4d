import { describe, expect, it } from '@jest/globals';

import { allHold, holds } from './condition.js';

describe('a condition', () => {
  it.each([
    [{ field: 'x', is: 'a' }, 'a', true],
    [{ field: 'x', is: 1 }, '1', false],
    [{ field: 'x', isNot: 'a' }, 'b', true],
    [{ field: 'x', isNot: 'a' }, 'a', false],
    [{ field: 'x', in: ['a', 'b'] }, 'b', true],
    [{ field: 'x', in: ['a', 'b'] }, 'c', false],
    [{ field: 'x', atLeast: 2 }, 2, true],
    [{ field: 'x', atLeast: 2 }, 1, false],
    [{ field: 'x', atMost: 2 }, 2, true],
    [{ field: 'x', atMost: 2 }, 3, false],
    [{ field: 'x', present: true }, false, true],
    [{ field: 'x', present: false }, '', false],
  ] as const)('%j of %j is %s', (condition, value, expected) => {
    expect(holds(condition, value)).toBe(expected);
  });

  it.each([
    { field: 'x', is: 'a' },
    { field: 'x', isNot: 'a' },
    { field: 'x', in: ['a'] },
    { field: 'x', atLeast: 0 },
    { field: 'x', atMost: 9 },
    { field: 'x', present: true },
  ])('%j does not hold for a field that is not stated', (condition) => {
    expect(holds(condition, undefined)).toBe(false);
  });

  it('finds an absent field absent', () => {
    expect(holds({ field: 'x', present: false }, undefined)).toBe(true);
  });

  it('asks of a list what it contains', () => {
    const reviewed = ['TWO_PARTY', 'SIGNED'];
    expect(holds({ field: 'x', is: 'SIGNED' }, reviewed)).toBe(true);
    expect(holds({ field: 'x', isNot: 'SIGNED' }, reviewed)).toBe(false);
    expect(holds({ field: 'x', in: ['OTHER', 'TWO_PARTY'] }, reviewed)).toBe(true);
    expect(holds({ field: 'x', present: true }, [])).toBe(false);
  });

  it('must hold together with all others', () => {
    const read = (field: string) => (field === 'x' ? 1 : undefined);
    expect(allHold([{ field: 'x', is: 1 }], read)).toBe(true);
    expect(
      allHold(
        [
          { field: 'x', is: 1 },
          { field: 'y', is: 1 },
        ],
        read,
      ),
    ).toBe(false);
  });
});
