import { describe, expect, it } from '@jest/globals';

import { runTarget } from './run-target.js';
import { must, type Target } from './target.js';
import { TARGETS } from './targets/all-targets.js';

const FEWEST_TARGETS = 12;
const SHORT = { seed: 20_261_120, runs: 150 };

describe('hostile input', () => {
  it('comes through many doors', () => {
    expect(TARGETS.length).toBeGreaterThanOrEqual(FEWEST_TARGETS);
    expect(new Set(TARGETS.map(({ name }) => name)).size).toBe(TARGETS.length);
  });

  it.each(TARGETS.map((target) => [target.name, target] as const))(
    'T-ERR-01 is refused, read or verified by its own right, soon and by nothing but the errors of a reader: %s',
    (_, target) => {
      for (const seed of target.seeds) expect(() => target.enter(seed)).not.toThrow();
      expect(runTarget(target, SHORT).failure).toBeUndefined();
    },
  );
});

describe('a door that is not safe', () => {
  const seeds = [Buffer.from('{"list":[1,2,3],"text":"QUJDRA=="}')];
  const door = (enter: Target['enter']): Target => ({ name: 'made up', seeds, enter });

  it.each([
    ['throws an error of its own', (input: Uint8Array) => void JSON.parse(Buffer.from(input).toString())],
    ['lets through what was not let through before', (input: Uint8Array) => must(input.length < 60, 'short')],
  ])('is found where it %s, again and again by the same seed and path', (_, enter) => {
    const { failure } = runTarget(door(enter), SHORT);
    expect(failure?.error).toMatch(/SyntaxError|oracle: short/);
    const again = runTarget(door(enter), { ...SHORT, path: failure?.path ?? '' });
    expect(again.failure).toMatchObject({ seed: SHORT.seed, input: failure?.input });
  });
});
