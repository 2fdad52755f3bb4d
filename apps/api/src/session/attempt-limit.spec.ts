import { describe, expect, it } from '@jest/globals';

import { AppError } from '#kernel';

import { AttemptLimit } from './attempt-limit.js';

const KIM = { organization: 'acme', email: 'kim@example.org' };
const LEE = { organization: 'acme', email: 'lee@example.org' };

/** Seconds to wait, or undefined when the attempt was let through. */
function refusalIn(attempt: () => void): number | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'TOO_MANY_ATTEMPTS') throw error;
    return Number(error.details.retryAfterSeconds);
  }
}

describe('attempts to sign in', () => {
  it('at one account are twenty at once, from wherever they come, then one each half minute', () => {
    let now = 0;
    const limit = new AttemptLimit(() => now);
    for (let time = 0; time < 20; time++) limit.take(`192.0.2.${time}`, KIM);
    expect(refusalIn(() => limit.take('192.0.2.99', { ...KIM, email: 'KIM@example.org' }))).toBe(30);
    expect(refusalIn(() => limit.take('192.0.2.99', LEE))).toBeUndefined();
    expect(refusalIn(() => limit.take('192.0.2.99', { ...KIM, organization: 'other' }))).toBeUndefined();
    now += 30_000;
    expect(refusalIn(() => limit.take('192.0.2.99', KIM))).toBeUndefined();
    expect(refusalIn(() => limit.take('192.0.2.99', KIM))).toBe(30);
  });

  it('from one address are sixty at once, whatever account they are at, then one each two seconds', () => {
    const limit = new AttemptLimit(() => 0);
    for (let time = 0; time < 60; time++) limit.take('192.0.2.1', { ...KIM, email: `${time}@example.org` });
    expect(refusalIn(() => limit.take('192.0.2.1', LEE))).toBe(2);
    expect(refusalIn(() => limit.take('192.0.2.1'))).toBe(2);
    expect(refusalIn(() => limit.take('192.0.2.2', LEE))).toBeUndefined();
  });
});
