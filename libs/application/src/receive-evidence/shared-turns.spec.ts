import { describe, expect, it } from '@jest/globals';

import { AppError } from '#kernel';

import { SharedTurns } from './shared-turns.js';

/** Work that goes on until it is let go, turn by turn, and fails for items that say so. */
function slowWork() {
  const turns: string[] = [];
  const gates: (() => void)[] = [];
  const work = async (key: string, items: readonly string[]): Promise<readonly string[]> => {
    turns.push(`${key}: ${items.join(' ')}`);
    await new Promise<void>((resolve) => gates.push(resolve));
    const bad = items.find((item) => item.startsWith('bad'));
    if (bad !== undefined) throw new Error(bad);
    if (items.includes('down')) throw new AppError('unavailable', 'DATABASE_UNAVAILABLE', 'down');
    return items.map((item) => item.toUpperCase());
  };
  const letGo = async (): Promise<void> => {
    gates.shift()?.();
    await new Promise(setImmediate);
  };
  return { turns, work, letGo };
}

describe('shared turns', () => {
  it('start at once when nothing is under way', () => {
    const { turns, work } = slowWork();
    void new SharedTurns(work, 10).run('a', ['one']);
    expect(turns).toEqual(['a: one']);
  });

  it('put together what arrives meanwhile, and give each its own answers', async () => {
    const { turns, work, letGo } = slowWork();
    const shared = new SharedTurns(work, 10);
    const answers = Promise.all([
      shared.run('a', ['one']),
      shared.run('a', ['two', 'three']),
      shared.run('a', ['four']),
    ]);
    await letGo();
    await letGo();
    expect(await answers).toEqual([['ONE'], ['TWO', 'THREE'], ['FOUR']]);
    expect(turns).toEqual(['a: one', 'a: two three four']);
  });

  it('do not wait for those of another key', () => {
    const { turns, work } = slowWork();
    const shared = new SharedTurns(work, 10);
    void shared.run('a', ['one']);
    void shared.run('b', ['two']);
    expect(turns).toEqual(['a: one', 'b: two']);
  });

  it('hold no more than they may, unless one delivery alone is larger', async () => {
    const { turns, work, letGo } = slowWork();
    const shared = new SharedTurns(work, 2);
    const deliveries = [['0'], ['1'], ['2'], ['3', '4', '5'], ['6']];
    const all = Promise.all(deliveries.map((items) => shared.run('a', items)));
    for (let turn = 0; turn < 4; turn++) await letGo();
    await all;
    expect(turns).toEqual(['a: 0', 'a: 1 2', 'a: 3 4 5', 'a: 6']);
  });

  it('fail nobody for what somebody else has sent', async () => {
    const { work, letGo } = slowWork();
    const shared = new SharedTurns(work, 10);
    const all = Promise.allSettled([['one'], ['two'], ['bad'], ['four']].map((items) => shared.run('a', items)));
    for (let turn = 0; turn < 5; turn++) await letGo();
    const outcomes = (await all).map((one) => (one.status === 'fulfilled' ? one.value.join() : String(one.reason)));
    expect(outcomes).toEqual(['ONE', 'TWO', 'Error: bad', 'FOUR']);
  });

  it('fail all at once when what they need is out of reach', async () => {
    const { turns, work, letGo } = slowWork();
    const shared = new SharedTurns(work, 10);
    const all = Promise.allSettled([['one'], ['two'], ['down']].map((items) => shared.run('a', items)));
    for (let turn = 0; turn < 2; turn++) await letGo();
    expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(turns).toEqual(['a: one', 'a: two down']);
  });

  it('go on after a failure, and start anew after a rest', async () => {
    const { turns, work, letGo } = slowWork();
    const shared = new SharedTurns(work, 10);
    const failed = shared.run('a', ['bad']).catch(String);
    await letGo();
    expect(await failed).toBe('Error: bad');
    const next = shared.run('a', ['two']);
    await letGo();
    expect(await next).toEqual(['TWO']);
    expect(turns).toEqual(['a: bad', 'a: two']);
  });
});
