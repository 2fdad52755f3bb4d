import { describe, expect, it } from '@jest/globals';

import { Memo } from './memo.js';

function counting(capacity: number) {
  const memo = new Memo<string>(capacity);
  let computed = 0;
  const ask = (key: string) => memo.get(key, () => `${key} ${++computed}`);
  return { ask };
}

describe('a memo', () => {
  it('computes each answer once while it remembers it', () => {
    const { ask } = counting(2);
    expect([ask('a'), ask('a'), ask('b'), ask('a')]).toEqual(['a 1', 'a 1', 'b 2', 'a 1']);
  });

  it('forgets what was asked longest ago', () => {
    const { ask } = counting(2);
    expect([ask('a'), ask('b'), ask('a'), ask('c'), ask('a'), ask('b')]).toEqual([
      'a 1',
      'b 2',
      'a 1',
      'c 3',
      'a 1',
      'b 4',
    ]);
  });

  it('of no capacity remembers nothing', () => {
    const { ask } = counting(0);
    expect([ask('a'), ask('a')]).toEqual(['a 1', 'a 2']);
  });

  it('keeps no answer that is not worth it', () => {
    const memo = new Memo<number>(2);
    let computed = 0;
    const ask = () =>
      memo.get(
        'a',
        () => ++computed,
        (answer) => answer > 1,
      );
    expect([ask(), ask(), ask()]).toEqual([1, 2, 2]);
  });
});
