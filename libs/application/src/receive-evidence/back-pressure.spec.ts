import { beforeEach, describe, expect, it } from '@jest/globals';

import { parseInstant } from '#kernel';

import type { OutboxRelay } from '../ports/index.js';
import { ManualClock } from '../testing/manual-clock.js';
import { refusalOf } from '../testing/refused.js';
import { BackPressure } from './back-pressure.js';

describe('back-pressure', () => {
  let clock: ManualClock;
  let backlog: { ageSeconds: number; readings: number };
  let pressure: BackPressure;
  beforeEach(() => {
    clock = new ManualClock(parseInstant('2026-05-01T12:00:00Z'));
    backlog = { ageSeconds: 0, readings: 0 };
    const oldestAgeSeconds = () => {
      backlog.readings += 1;
      return Promise.resolve(backlog.ageSeconds);
    };
    pressure = new BackPressure({ outbox: { oldestAgeSeconds } as OutboxRelay, clock });
  });

  it('lets work in while the oldest job has waited a minute', async () => {
    backlog.ageSeconds = 60;
    expect(await refusalOf(() => pressure.check())).toBe('none');
  });

  it('refuses work once the oldest job has waited longer', async () => {
    backlog.ageSeconds = 61;
    await expect(pressure.check()).rejects.toMatchObject({ kind: 'too-busy', code: 'BACKLOG' });
  });

  it.each([
    [61, 7],
    [300, 30],
    [100_000, 60],
  ])('after a wait of %i s asks to come back in %i s', async (ageSeconds, retryAfterSeconds) => {
    backlog.ageSeconds = ageSeconds;
    await expect(pressure.check()).rejects.toMatchObject({ details: { retryAfterSeconds } });
  });

  it('looks at the backlog at most once a second, however many ask', async () => {
    for (let asked = 0; asked < 100; asked++) await pressure.check();
    expect(backlog.readings).toBe(1);
    clock.advance(1);
    await pressure.check();
    expect(backlog.readings).toBe(1);
    clock.advance(0.001);
    await pressure.check();
    expect(backlog.readings).toBe(2);
  });

  it('lets work in again when the backlog is gone and the reading is old', async () => {
    backlog.ageSeconds = 90;
    expect(await refusalOf(() => pressure.check())).toBe('BACKLOG');
    backlog.ageSeconds = 0;
    expect(await refusalOf(() => pressure.check())).toBe('BACKLOG');
    clock.advance(2);
    expect(await refusalOf(() => pressure.check())).toBe('none');
  });
});
