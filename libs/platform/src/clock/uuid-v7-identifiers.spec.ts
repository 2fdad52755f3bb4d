import { describe, expect, it } from '@jest/globals';

import { UuidV7Identifiers } from './uuid-v7-identifiers.js';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('identifiers', () => {
  it('are UUIDs of version 7 that begin with the time', () => {
    const id = new UuidV7Identifiers(() => 0x0193_5a2b_3c4d).next();
    expect(id).toMatch(UUID_V7);
    expect(id.slice(0, 13)).toBe('01935a2b-3c4d');
  });

  it.each([
    ['stands still', () => 1_700_000_000_000],
    [
      'steps back',
      (
        (now) => () =>
          now--
      )(1_700_000_000_000),
    ],
    ['runs', Date.now],
  ])('ascend without a twin while the clock %s', (_, clock) => {
    const identifiers = new UuidV7Identifiers(clock);
    const ids = Array.from({ length: 10_000 }, () => identifiers.next());
    expect(ids.every((id) => UUID_V7.test(id))).toBe(true);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('differ between processes that count alike', () => {
    const [one, other] = [new UuidV7Identifiers(() => 1), new UuidV7Identifiers(() => 1)];
    expect(one.next().slice(19)).not.toBe(other.next().slice(19));
  });

  it('come with secrets of 32 bytes', () => {
    const identifiers = new UuidV7Identifiers();
    expect(identifiers.secret()).toHaveLength(32);
    expect(identifiers.secret()).not.toEqual(identifiers.secret());
  });
});
