import { describe, expect, it } from '@jest/globals';

import type { AssessmentInput } from '#compliance';
import { fromUtf8, parseDigest, parseInstant, toUtf8, type SubjectDigest } from '#kernel';

import { intakeLeafBytes, parseIntakeLeaf, touchesScope } from './intake-leaf.js';

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

describe('a leaf touches the scope', () => {
  const input = {
    population: { source: 'declared', artifacts: [{ name: 'a', digests: [hex('bb')] }], revisions: [`gitCommit:${'ee'.repeat(20)}`] },
    facts: [{ evidence: parseDigest(hex('f0')) }],
    findings: [{ evidence: parseDigest(hex('f1')) }],
  } as unknown as AssessmentInput;
  const leaf = (over: Partial<typeof LEAF>) => ({ ...LEAF, subjects: [], ...over });

  it('when it names an artifact or a revision of the release', () => {
    expect(touchesScope(leaf({ subjects: [hex('bb')] }), input)).toBe(true);
    expect(touchesScope(leaf({ subjects: [`gitCommit:${'ee'.repeat(20)}`] }), input)).toBe(true);
  });

  it('when the judgement knows the evidence by another anchor, as a fact or as a finding', () => {
    expect(touchesScope(leaf({ evidence: parseDigest(hex('f0')) }), input)).toBe(true);
    expect(touchesScope(leaf({ evidence: parseDigest(hex('f1')) }), input)).toBe(true);
  });

  it('and otherwise not', () => {
    expect(touchesScope(leaf({ subjects: [hex('dd')] }), input)).toBe(false);
  });
});
