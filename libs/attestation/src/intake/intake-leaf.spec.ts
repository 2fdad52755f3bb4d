import { describe, expect, it } from '@jest/globals';

import { fromUtf8, parseDigest, parseInstant, toUtf8, type SubjectDigest } from '#kernel';

import { intakeLeafBytes, parseIntakeLeaf } from './intake-leaf.js';

const hex = (byte: string): SubjectDigest => `sha256:${byte.repeat(32)}`;
const LEAF = {
  evidence: parseDigest(hex('aa')),
  receivedAt: parseInstant('2026-11-20T08:00:00Z'),
  subjects: [hex('cc'), hex('bb')],
};

describe('an intake leaf', () => {
  it('is canonical JSON of its three fields with sorted subjects, and reads back', () => {
    const bytes = intakeLeafBytes(LEAF);
    expect(fromUtf8(bytes)).toBe(
      `{"evidence":"${hex('aa')}","receivedAt":"2026-11-20T08:00:00.000Z","subjects":["${hex('bb')}","${hex('cc')}"]}`,
    );
    expect(parseIntakeLeaf(bytes)).toEqual({ ...LEAF, subjects: [hex('bb'), hex('cc')] });
  });

  it.each([
    ['white space', (text: string) => `${text} `],
    ['a further field', (text: string) => text.replace('{', '{"also":1,')],
    ['unsorted subjects', (text: string) => text.replace(/\["(.*)","(.*)"\]/, '["$2","$1"]')],
  ])('is refused in any other spelling: %s', (_, respell) => {
    const bytes = toUtf8(respell(fromUtf8(intakeLeafBytes(LEAF))));
    expect(() => parseIntakeLeaf(bytes)).toThrow(expect.objectContaining({ code: 'LEAF_NOT_CANONICAL' }));
  });
});
