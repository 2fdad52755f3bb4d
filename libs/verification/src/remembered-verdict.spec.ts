import { sha256, toHex, toUtf8, type SubjectDigest } from '#kernel';
import { describe, expect, it } from '@jest/globals';

import { isWorthRemembering } from './remembered-verdict.js';
import type { Expectation } from './rungs/expectation.js';
import { stopped } from './rungs/step.js';
import { attestation, PROVENANCE, ROOT, RULE } from './testing/world.js';
import { Verifier } from './verifier.js';

const BYTES = attestation();
const remembering = (rememberedVerdicts = 8) => new Verifier({ trustRoots: [ROOT], rules: [RULE], rememberedVerdicts });
const about = (...digests: SubjectDigest[]): Expectation => ({ artifact: { digests } });
const [subject] = PROVENANCE.subject;
const OWN = about(`sha256:${subject?.digest.sha256 ?? ''}`);
const OTHER = about(`sha256:${toHex(sha256(toUtf8('another')))}`);

describe('a verifier that remembers verdicts', () => {
  it('answers the same bytes under an equal expectation from memory, and as it would anew', () => {
    const verifier = remembering();
    const first = verifier.verifyBytes(BYTES);
    expect(first.verdict.outcome).toBe('verified');
    expect(verifier.verifyBytes(Uint8Array.from(BYTES))).toBe(first);
    expect(remembering(0).verifyBytes(BYTES)).toEqual(first);
    expect(verifier.verify(first.parsed).verdict).toEqual(first.verdict);
  });

  it('never lets the verdict of one expectation answer another', () => {
    const verifier = remembering();
    const outcomes = [OWN, OTHER, {}, OTHER, OWN, about(...digestsOf(OWN), ...digestsOf(OTHER))].map(
      (expectation) => verifier.verifyBytes(BYTES, expectation).verdict.outcome,
    );
    expect(outcomes).toEqual(['verified', 'rejected', 'verified', 'rejected', 'verified', 'verified']);
  });

  it('judges bytes that differ in anything, white space at the end too, each on their own', () => {
    const verifier = remembering();
    const first = verifier.verifyBytes(BYTES);
    const longer = verifier.verifyBytes(Uint8Array.of(...BYTES, 0x20));
    expect(longer).not.toBe(first);
    expect(longer.verdict.evidence).not.toBe(first.verdict.evidence);
  });

  it('remembers what the bytes were, not what became of the array that held them', () => {
    const verifier = remembering();
    const array = Uint8Array.from(BYTES);
    verifier.verifyBytes(array);
    array.fill(0x20);
    expect(verifier.verifyBytes(array).verdict.outcome).toBe('rejected');
    expect(verifier.verifyBytes(BYTES).verdict.outcome).toBe('verified');
  });

  it.each([
    ['the artifact itself', { artifact: { digests: [], bytes: toUtf8('x') } }],
    ['anything that is not known yet', { tomorrow: 1 } as unknown as Expectation],
    ['anything about an artifact that is not known yet', { artifact: { digests: [], size: 1 } }],
  ] as const)('judges anew where the expectation names %s', (_, expectation) => {
    const verifier = remembering();
    const first = verifier.verifyBytes(BYTES, expectation);
    expect(verifier.verifyBytes(BYTES, expectation)).not.toBe(first);
    expect(verifier.verifyBytes(BYTES, expectation)).toEqual(first);
  });

  it('judges anew what is large, so that its memory stays small', () => {
    const verifier = remembering();
    const large = new Uint8Array(64 * 1024 + 1).fill(0x20);
    expect(verifier.verifyBytes(large)).not.toBe(verifier.verifyBytes(large));
  });

  it('remembers as many as it was asked to, and none unless it was', () => {
    const one = remembering(1);
    const first = one.verifyBytes(BYTES);
    one.verifyBytes(toUtf8('{}'));
    expect(one.verifyBytes(BYTES)).not.toBe(first);
    const none = new Verifier({ trustRoots: [ROOT], rules: [RULE] });
    expect(none.verifyBytes(BYTES)).not.toBe(none.verifyBytes(BYTES));
  });

  it('does not remember a bug of ours', () => {
    const { verdict } = remembering().verifyBytes(BYTES);
    expect(isWorthRemembering({ verdict })).toBe(true);
    const broken = { ...verdict, checks: [...verdict.checks, stopped('policy', 'INTERNAL')] };
    expect(isWorthRemembering({ verdict: broken })).toBe(false);
  });
});

function digestsOf({ artifact }: Expectation): readonly SubjectDigest[] {
  return artifact?.digests ?? [];
}
