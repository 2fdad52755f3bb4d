import { describe, expect, it } from '@jest/globals';

import { AppError } from '#kernel';

import { RateLimit } from './rate-limit.js';

describe('a door without an account', () => {
  const open = () => {
    let now = 0;
    const limit = new RateLimit({ burst: 3, perSecond: 0.5 }, () => now);
    const ask = (address: string): number | 'answered' => {
      try {
        limit.take(address);
        return 'answered';
      } catch (error) {
        if (error instanceof AppError && error.code === 'RATE_LIMITED') return Number(error.details.retryAfterSeconds);
        throw error;
      }
    };
    return { ask, wait: (seconds: number) => void (now += seconds * 1000) };
  };

  it('answers an address a few times at once, then says how long to wait, and answers again after that', () => {
    const { ask, wait } = open();
    expect([1, 2, 3, 4].map(() => ask('192.0.2.1'))).toEqual(['answered', 'answered', 'answered', 2]);
    wait(1);
    expect(ask('192.0.2.1')).toBe(1);
    wait(1);
    expect([ask('192.0.2.1'), ask('192.0.2.1')]).toEqual(['answered', 2]);
  });

  it('gives nobody more than a full bucket, however long they were quiet', () => {
    const { ask, wait } = open();
    ask('192.0.2.1');
    wait(10_000);
    expect([1, 2, 3, 4].map(() => ask('192.0.2.1')).at(-1)).toBe(2);
  });

  it('tells addresses apart, and takes an IPv6 network of 64 bits for one', () => {
    const { ask } = open();
    for (const host of ['2001:db8::1', '2001:db8:0:0:1::1', '2001:db8:0:0:ffff:ffff:ffff:ffff']) {
      expect(ask(host)).toBe('answered');
    }
    expect(ask('2001:db8::2')).toBe(2);
    expect([ask('2001:db8:0:1::1'), ask('192.0.2.1'), ask('::ffff:192.0.2.2')]).toEqual(Array(3).fill('answered'));
  });

  it('remembers a bounded number of addresses', () => {
    const { ask } = open();
    for (let time = 0; time < 3; time++) ask('first');
    expect(ask('first')).toBe(2);
    for (let host = 0; host < 10_000; host++) ask(`host ${host}`);
    expect(ask('first')).toBe('answered');
  });
});
