import { describe, expect, it } from '@jest/globals';
import pc from 'picocolors';

import { digestOf, parseInstant } from '#kernel';

import { noteStaleRoots } from './stale-roots.js';

const EXPIRES = parseInstant('2025-06-01T00:00:00Z');

function notes(now: string, expires = EXPIRES): readonly string[] {
  const said: string[] = [];
  const bytes = new Uint8Array();
  const root = { name: 'ours', digest: digestOf(bytes), bytes, source: 'tuf', expires } as const;
  const terminal = {
    out: () => undefined,
    note: (line: string) => void said.push(line),
    colour: pc.createColors(false),
    progress: () => ({ advance: () => undefined, done: () => undefined }),
  };
  noteStaleRoots(
    terminal,
    [root, { ...root, name: 'for ever', expires: parseInstant('9999-01-01') }],
    parseInstant(now),
    'refresh it',
  );
  return said;
}

describe('a trust root past its expiry', () => {
  it.each([
    ['2025-06-01T00:00:01Z', '0 days'],
    ['2025-06-02T00:00:00Z', '1 day'],
    ['2025-07-01T00:00:00Z', '30 days'],
  ])('is told with its age at %s', (now, age) => {
    expect(notes(now)).toEqual([
      `note: root-stale: the trust root ours expired at 2025-06-01T00:00:00.000Z, ${age} ago; refresh it`,
    ]);
  });

  it('is not told before', () => {
    expect(notes(EXPIRES)).toEqual([]);
  });
});
