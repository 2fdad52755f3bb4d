import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { MOST_KEEPING_ITEMS, parseEvidenceKeeping } from './evidence-keeping.js';

describe('a record of kept evidence', () => {
  const digest = (byte: string) => `sha256:${byte.repeat(32)}`;
  const none = { count: 0, items: [] };
  const VALID = {
    scope: { organization: 'acme' },
    startedAt: '2026-01-01T00:00:00Z',
    finishedAt: '2026-01-01T00:01:00Z',
    examined: 7,
    sound: 3,
    altered: { count: 1, items: [digest('aa')] },
    missing: { count: 1, items: [digest('bb')] },
    changed: { count: 1, items: [{ evidence: digest('cc'), held: 'verified', found: 'rejected' }] },
    unchecked: { count: 1, items: [digest('dd')] },
    log: {
      size: 7,
      rootHash: 'ee'.repeat(32),
      previous: { size: 5, rootHash: 'ff'.repeat(32) },
      consistent: true,
      entriesChecked: 7,
    },
    verifier: 'averment/0.1.0',
    trustRoots: [digest('01')],
    policy: digest('02'),
  };
  const read = (json: JsonValue) => parseEvidenceKeeping(fieldOf(json));

  it('says what was written, with times in UTC', () => {
    const times = { startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:01:00.000Z' };
    expect(read(VALID)).toEqual({ kind: 'evidence-keeping', ...VALID, ...times });
  });

  it('is the first one where it names no record before it', () => {
    expect(read(withChange(VALID, 'log.previous', undefined)).log).not.toHaveProperty('previous');
  });

  it('names the first hundred of a longer list, and counts all', () => {
    const items = (length: number) => Array.from({ length }, () => digest('aa'));
    const many = (count: number, named: number) => ({
      ...VALID,
      ...{ examined: 6 + count, altered: { count, items: items(named) } },
    });
    expect(read(many(5000, MOST_KEEPING_ITEMS)).altered.count).toBe(5000);
    expect(refusalOf(() => read(many(5000, MOST_KEEPING_ITEMS - 1)))).toBe('KEEPING_COUNTS');
    expect(refusalOf(() => read(many(5000, MOST_KEEPING_ITEMS + 1)))).toBe('LIMIT_EXCEEDED');
  });

  it('of a log that is broken may have checked a part of it, or find it shorter than before', () => {
    const broken = withChange(VALID, 'log.consistent', false);
    expect(refusalOf(() => read(withChange(broken, 'log.entriesChecked', 4)))).toBe('none');
    expect(refusalOf(() => read(withChange(broken, 'log.previous.size', 9)))).toBe('none');
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['without an organization', 'scope', undefined, 'FIELD_MISSING'],
    ['about a product', 'scope.product', 'app', 'DECISION_SCOPE'],
    ['that ends before it begins', 'finishedAt', '2025-12-31T00:00:00Z', 'KEEPING_WINDOW'],
    ['without its end', 'finishedAt', undefined, 'FIELD_MISSING'],
    ['whose counts do not add up', 'sound', 4, 'KEEPING_COUNTS'],
    ['with a negative count', 'sound', -1, 'FIELD_INVALID'],
    ['that counts what it does not name', 'missing.count', 0, 'KEEPING_COUNTS'],
    ['with another list than one', 'altered', [], 'FIELD_INVALID'],
    ['with a digest that is none', 'altered.items.0', 'sha256:aa', 'DIGEST_INVALID'],
    ['with an outcome that is none', 'changed.items.0.found', 'ok', 'FIELD_INVALID'],
    ['with a change that is none', 'changed.items.0.found', 'verified', 'FIELD_INVALID'],
    ['with a root that is no hash', 'log.rootHash', 'EE'.repeat(32), 'FIELD_INVALID'],
    ['of a consistent log of which a part was not checked', 'log.entriesChecked', 6, 'KEEPING_LOG'],
    ['of a log with more entries checked than it has', 'log.entriesChecked', 8, 'KEEPING_LOG'],
    ['of a consistent log that shrank', 'log.previous.size', 8, 'KEEPING_LOG'],
    ['that does not say whether the log is consistent', 'log.consistent', undefined, 'FIELD_MISSING'],
    ['without a verifier', 'verifier', ' ', 'FIELD_MISSING'],
    ['with a verifier that goes on and on', 'verifier', 'v'.repeat(201), 'LIMIT_EXCEEDED'],
    ['without its policy', 'policy', undefined, 'FIELD_MISSING'],
    ['without its trust roots', 'trustRoots', undefined, 'FIELD_MISSING'],
    ['with a field nobody reads', 'note', 'all is well', 'FIELD_UNKNOWN'],
    ['with a field of the log that nobody reads', 'log.note', 'all is well', 'FIELD_UNKNOWN'],
    ['with a field of a list that nobody reads', 'altered.note', 'all is well', 'FIELD_UNKNOWN'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(VALID))).toBe('none');
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });

  it('finds nothing in an empty log', () => {
    const log = { size: 0, rootHash: 'e3'.repeat(32), consistent: true, entriesChecked: 0 };
    const empty = {
      ...VALID,
      examined: 0,
      sound: 0,
      altered: none,
      missing: none,
      changed: none,
      unchecked: none,
      log,
    };
    expect(read(empty)).toMatchObject({ examined: 0, log });
  });
});
