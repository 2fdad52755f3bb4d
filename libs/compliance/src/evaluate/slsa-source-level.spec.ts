import { describe, expect, it } from '@jest/globals';

import type { Fact } from '../fact.js';
import { buildFact, buildInput, day } from '../testing/build-input.js';
import { slsaSourceLevel } from './slsa-source-level.js';

const FIRST = `gitCommit:${'a'.repeat(40)}` as const;
const SECOND = `gitCommit:${'b'.repeat(40)}` as const;

function verified(revision: typeof FIRST  , sourceLevel: number, over: Partial<Fact> = {}): Fact {
  return buildFact({
    anchor: { kind: 'digests', digests: [revision] },
    claim: { kind: 'source-verification', verifierId: 'v', resourceUri: 'r', sourceLevel, properties: [] },
    ...over,
  });
}

const levelOf = (revisions: readonly (typeof FIRST  )[], ...facts: readonly Fact[]) =>
  slsaSourceLevel(buildInput({ population: { source: 'declared', artifacts: [], revisions }, facts }));

describe('the SLSA Source level of a release', () => {
  it('is what an accepted verifier found about its revision', () => {
    expect(levelOf([FIRST], verified(FIRST, 3))).toBe(3);
    expect(levelOf([FIRST], verified(FIRST, 1), verified(FIRST, 4, { producer: 'another' }))).toBe(4);
  });

  it('is the least over all revisions', () => {
    expect(levelOf([FIRST, SECOND], verified(FIRST, 3), verified(SECOND, 2))).toBe(2);
    expect(levelOf([FIRST, SECOND], verified(FIRST, 3))).toBe(0);
  });

  it('is by the newest word of each verifier', () => {
    expect(levelOf([FIRST], verified(FIRST, 3, { signedAt: day(-2) }), verified(FIRST, 1, { signedAt: day(-1) }))).toBe(
      1,
    );
  });

  it('is zero without a revision, without a summary, and by source provenance alone', () => {
    expect(levelOf([])).toBe(0);
    expect(levelOf([FIRST])).toBe(0);
    const provenance = verified(FIRST, 0, { claim: { kind: 'source-provenance', controls: ['REVIEW'] } });
    expect(levelOf([FIRST], provenance)).toBe(0);
  });

  it('never goes beyond what there is', () => {
    expect(levelOf([FIRST], verified(FIRST, 12))).toBe(4);
  });
});
