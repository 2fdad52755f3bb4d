import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { toHex } from '#kernel';

import { Seed } from './seed.js';

describe('a seed', () => {
  it('gives the same bytes for the same label, and others for another label or seed', () => {
    expect(toHex(new Seed('a').bytes('x', 32))).toBe(toHex(new Seed('a').bytes('x', 32)));
    const all = [new Seed('a').bytes('x', 32), new Seed('a').bytes('y', 32), new Seed('b').bytes('x', 32)];
    expect(new Set(all.map(toHex)).size).toBe(3);
  });

  it('expands as RFC 5869 says, so that short outputs begin longer ones', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(200), fc.nat(200), (label, a, b) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)];
        const seed = new Seed('length');
        expect(seed.bytes(label, long)).toHaveLength(long);
        expect(toHex(seed.bytes(label, long)).startsWith(toHex(seed.bytes(label, short)))).toBe(true);
      }),
    );
  });

  it('has children that share nothing with it or with each other', () => {
    const seed = new Seed('parent');
    const all = [seed, seed.child('one'), seed.child('two')].map((it) => it.hex('same label', 32));
    expect(new Set(all).size).toBe(3);
  });

  it('gives hexadecimal of the length asked for and integers below the bound', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 1_000_000 }), (label, below) => {
        const integer = new Seed('integers').integer(label, below);
        expect(integer >= 0 && integer < below).toBe(true);
        expect(new Seed('hex').hex(label, 7)).toMatch(/^[0-9a-f]{7}$/);
      }),
    );
  });
});
