// Two verifiers that share no code, before the same evidence. Where they differ, one of them is wrong or stricter.
import { describe, expect, it } from '@jest/globals';

import { exhibitsOfCorpus, type Exhibit } from './exhibits.js';
import { knownDifferences } from './known.js';
import type { Opinion } from './opinion.js';
import { ourOpinion } from './ours.js';
import { theirOpinion } from './theirs.js';

const exhibits = exhibitsOfCorpus();
if (exhibits === undefined) console.warn('SKIPPED: third-party vectors (no vectors.tar.xz in the shared folder)');
const here = exhibits === undefined ? describe.skip : describe;

interface Comparison {
  readonly exhibit: Exhibit;
  readonly ours: Opinion;
  readonly theirs: Opinion;
}

function isDifferent({ ours, theirs }: Comparison): boolean {
  return ours.answer !== theirs.answer;
}

function told({ exhibit, ours, theirs }: Comparison): string {
  return `${exhibit.id}: we ${JSON.stringify(ours)}, they ${JSON.stringify(theirs)}`;
}

/** A refusal that the other verifier meant, and not an error that it ended in. */
function isMeant(opinion: Opinion): boolean {
  return opinion.answer === 'refuses' && /^[A-Z][A-Z_]+$/.test(opinion.code);
}

here('our verifier and @sigstore/verify, under the same trust root and without a policy', () => {
  const known = knownDifferences();
  const compared = (exhibits ?? []).map((exhibit): Comparison => ({
    exhibit,
    ours: ourOpinion(exhibit),
    theirs: theirOpinion(exhibit),
  }));
  const different = compared.filter(isDifferent);

  it('agree on every bundle of the corpus but for known differences with a cause', () => {
    expect(different.filter(({ exhibit }) => !known.has(exhibit.id)).map(told)).toEqual([]);
  });

  it('differ on every bundle that is known to differ, and in the known direction', () => {
    const found = different.map(({ exhibit, ours }) => [exhibit.id, ours.answer === 'accepts' ? 'accept' : 'refuse']);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries([...known].map(([id, { we }]) => [id, we])));
    expect([...known.values()].every(({ cause }) => cause.length > 40)).toBe(true);
  });

  it('and where only they refuse for a cryptographic cause, upstream asserts that the bundle is good', () => {
    const weAlone = different.filter(({ ours, theirs }) => ours.answer === 'accepts' && isMeant(theirs));
    expect(weAlone.length).toBeGreaterThan(0);
    expect(weAlone.filter(({ exhibit }) => exhibit.vector.expect !== 'pass').map(told)).toEqual([]);
  });

  it('were asked about many bundles of both fates, so that agreeing means something', () => {
    const agreed = compared.filter((comparison) => !isDifferent(comparison));
    expect(agreed.filter(({ ours }) => ours.answer === 'accepts').length).toBeGreaterThan(80);
    expect(agreed.filter(({ ours }) => ours.answer === 'refuses').length).toBeGreaterThan(40);
  });
});
