import { describe, expect, it } from '@jest/globals';

import { buildDigest, buildId, minute } from '../../../test/support/records.js';
import { byId, bySequence, byTime, isRowId, pageStart, toPage } from './cursor.js';

describe('cursors', () => {
  it('lead back to the row they were written for', () => {
    const id = buildId<string>();
    const timed = { at: minute(1), digest: buildDigest('a') };
    expect(byId.read(byId.write(id))).toBe(id);
    expect(bySequence.read(bySequence.write(12))).toBe(12);
    expect(byTime.read(byTime.write(timed))).toEqual(timed);
  });

  it.each([
    ['an id', byId, bySequence.write(1)],
    ['an id', byId, 'x'.repeat(10_000)],
    ['a sequence', bySequence, byId.write(buildId())],
    ['a sequence', bySequence, Buffer.from('-1').toString('base64url')],
    ['a time', byTime, byId.write(buildId())],
    ['a time', byTime, Buffer.from(`yesterday ${buildDigest('a')}`).toString('base64url')],
    ['a time', byTime, Buffer.from(`${minute(1)} ${buildDigest('a')} more`).toString('base64url')],
  ])('that are not %s of their list are refused', (_what, keyset, cursor) => {
    expect(() => keyset.read(cursor)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'CURSOR_INVALID' }));
  });

  it('read one row more than the page shows, to know whether there is a next', () => {
    expect(pageStart(byId, { first: 2 })).toEqual({ take: 3 });
    const each = (row: number) => ({ cursor: String(row), node: row });
    expect(toPage([1, 2, 3], { first: 2 }, each)).toEqual({ items: [each(1), each(2)], hasNextPage: true });
    expect(toPage([1, 2], { first: 2 }, each).hasNextPage).toBe(false);
  });

  it('know a row id from any other text', () => {
    expect(isRowId(buildId())).toBe(true);
    expect(['', 'x', `${buildId()} `, buildId<string>().toUpperCase()].filter(isRowId)).toEqual([]);
  });
});
