import { describe, expect, it } from '@jest/globals';

import type { AssessmentInput } from '#compliance';
import { parseDigest, type SubjectDigest } from '#kernel';

import { scopeSubject } from '../decisions.js';
import { scopeTouch } from './scope-touch.js';

const hex = (byte: string): SubjectDigest => `sha256:${byte.repeat(32)}`;

describe('a leaf touches the scope', () => {
  const input = {
    scope: { organization: 'acme', product: 'checkout', release: '4.2.0' },
    population: {
      source: 'declared',
      manifest: parseDigest(hex('f2')),
      artifacts: [{ name: 'a', digests: [hex('bb')] }],
      revisions: [`gitCommit:${'ee'.repeat(20)}`],
    },
    facts: [{ evidence: parseDigest(hex('f0')) }],
    findings: [{ evidence: parseDigest(hex('f1')) }],
  } as unknown as AssessmentInput;
  const touches = scopeTouch(input);
  const about = (...subjects: SubjectDigest[]) => ({ evidence: parseDigest(hex('aa')), subjects });

  it('when it names an artifact or a revision of the release', () => {
    expect(touches(about(hex('dd'), hex('bb')))).toBe(true);
    expect(touches(about(`gitCommit:${'ee'.repeat(20)}`))).toBe(true);
  });

  it.each(['f0', 'f1', 'f2'])('when the judgement knows the evidence by another anchor: %s', (byte) => {
    expect(touches({ evidence: parseDigest(hex(byte)), subjects: [] })).toBe(true);
  });

  it.each([
    [{ organization: 'acme' }],
    [{ organization: 'acme', product: 'checkout' }],
    [{ organization: 'acme', product: 'checkout', release: '4.2.0' }],
  ])('when it is a decision about the scope or what contains it: %j', (scope) => {
    expect(touches(about(...scopeSubject(scope).digests))).toBe(true);
  });

  it('and otherwise not', () => {
    expect(touches(about(hex('dd')))).toBe(false);
    expect(touches(about(...scopeSubject({ organization: 'acme', product: 'other' }).digests))).toBe(false);
  });
});
