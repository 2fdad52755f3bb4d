import { describe, expect, it } from '@jest/globals';

import { AppError } from '#kernel';

import { refusalOf } from '../testing/refused.js';
import { togetherOrOneByOne } from './one-by-one.js';

const POISON = new TypeError('poison');

function worker(poisonous: readonly number[]) {
  const batches: (readonly number[])[] = [];
  const work = (items: readonly number[]): Promise<readonly number[]> => {
    batches.push(items);
    if (items.some((item) => poisonous.includes(item))) throw POISON;
    return Promise.resolve(items.map((item) => item * 10));
  };
  return { work, batches };
}

describe('a batch', () => {
  it('is done in one go when nothing is wrong with it', async () => {
    const { work, batches } = worker([]);
    expect(await togetherOrOneByOne([1, 2, 3], work)).toEqual({ results: [10, 20, 30], failures: [] });
    expect(batches).toHaveLength(1);
  });

  it('loses only its poisonous items', async () => {
    const { work } = worker([2]);
    expect(await togetherOrOneByOne([1, 2, 3], work)).toEqual({
      results: [10, 30],
      failures: [{ item: 2, error: POISON }],
    });
  });

  it('of one item is tried once', async () => {
    const { work, batches } = worker([1]);
    expect((await togetherOrOneByOne([1], work)).failures).toEqual([{ item: 1, error: POISON }]);
    expect(batches).toHaveLength(1);
  });

  it('of nothing asks for nothing', async () => {
    const { work, batches } = worker([]);
    expect(await togetherOrOneByOne([], work)).toEqual({ results: [], failures: [] });
    expect(batches).toEqual([]);
  });

  it.each(['DATABASE_UNAVAILABLE', 'BLOB_STORE_UNAVAILABLE'])('blames no item for %s', async (code) => {
    const outage = () => Promise.reject(new AppError('unavailable', code, 'no answer'));
    expect(await refusalOf(() => togetherOrOneByOne([1, 2], outage))).toBe(code);
  });

  it('counts a judge that died against the item that it died of', async () => {
    const died = new AppError('unavailable', 'JUDGE_FAILED', 'the thread ended');
    const { failures } = await togetherOrOneByOne([1, 2], (items) =>
      items.includes(2) ? Promise.reject(died) : Promise.resolve(items),
    );
    expect(failures).toEqual([{ item: 2, error: died }]);
  });
});
