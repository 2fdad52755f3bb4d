import { describe, expect, it } from '@jest/globals';

import { fromUtf8, LIMITS, toUtf8 } from '#kernel';

import { parse } from '../../parse.js';
import { withChange } from '../../testing/json.js';
import { refusalOf } from '../../testing/refusal.js';
import { packEvidenceSet, parseEvidenceSet } from './evidence-set.js';

const files = (...names: readonly string[]) => new Map(names.map((name) => [name, toUtf8(name)]));
const documentOf = (bytes: Uint8Array) => JSON.parse(fromUtf8(bytes)) as Parameters<typeof parseEvidenceSet>[0];
const SET = documentOf(packEvidenceSet('any', files('a', 'links/b.link')));

describe('an evidence set', () => {
  it('gives every part back byte for byte, and is the same bytes whatever order they came in', () => {
    const parts = parseEvidenceSet(SET);
    expect(parts.format).toBe('any');
    expect(fromUtf8(parts.get('a'))).toBe('a');
    expect([...parts.under('links').keys()]).toEqual(['b.link']);
    expect(packEvidenceSet('any', files('links/b.link', 'a'))).toEqual(
      packEvidenceSet('any', files('a', 'links/b.link')),
    );
  });

  it('refuses a part that its format does not read, and misses one that it needs', () => {
    const parts = parseEvidenceSet(SET);
    expect(parts.only(['a', 'links/'])).toBe(parts);
    expect(refusalOf(() => parts.only(['a']))).toBe('SET_PART_UNKNOWN');
    expect(refusalOf(() => parts.get('c'))).toBe('SET_PART_MISSING');
  });

  it.each(['../a', '/a', 'a//b', '.hidden', 'a b', ''])('refuses a part that is named %j', (name) => {
    expect(refusalOf(() => packEvidenceSet('any', files(name)))).toBe('SET_PART_NAME');
    expect(refusalOf(() => parseEvidenceSet({ ...SET, parts: { [name]: 'AAAA' } }))).toBe('SET_PART_NAME');
  });

  it.each<[string, string, string]>([
    ['a field that nobody reads', 'note', 'SET_FIELD_UNKNOWN'],
    ['parts that are not base64', 'parts.a', 'BASE64_INVALID'],
  ])('refuses %s', (_, path, code) => {
    expect(refusalOf(() => parseEvidenceSet(withChange(SET, path, '*')))).toBe(code);
  });

  it('refuses more parts than any format has', () => {
    const names = Array.from({ length: LIMITS.setParts + 1 }, (_, index) => `p${index}`);
    expect(refusalOf(() => packEvidenceSet('any', files(...names)))).toBe('LIMIT_EXCEEDED');
  });

  it('of a format that nobody knows stays unknown', () => {
    const { content } = parse(packEvidenceSet('no-such-format', files('a')));
    expect(content).toMatchObject({ kind: 'unknown', code: 'SET_FORMAT_UNKNOWN' });
  });
});
