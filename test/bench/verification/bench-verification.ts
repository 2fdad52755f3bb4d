import { realBundles, syntheticBundles } from './bundles.js';
import { ours, peer, signersOf } from './contestants.js';
import { interleavedRates } from './interleaved.js';

const PER_ROUND = 60;
const REMEMBERED = 2048;

/**
 * Verification of real keyless Rekor v1 DSSE bundles, from bytes to verdict, against `@sigstore/verify` on one core.
 * `verificationRatio` remembers no certificate; `rememberedRatio` is what a second bundle of one certificate costs. Where
 * the third-party vectors are absent, bundles of the sample world stand in (`verificationBundlesAreReal` is 0).
 */
export function benchVerification(): Promise<Record<string, number>> {
  return Promise.resolve(measure());
}

function measure(): Record<string, number> {
  const { root, bundles } = realBundles() ?? syntheticBundles();
  const signers = signersOf(root, bundles);
  const sides = { ours: ours(root, signers, 0), peer: peer(root), remembered: ours(root, signers, REMEMBERED) };
  const at = (index: number) => bundles[index % bundles.length] ?? new Uint8Array();
  const rates = interleavedRates(
    {
      ours: (index) => sides.ours(at(index)),
      peer: (index) => sides.peer(at(index)),
      remembered: (index) => sides.remembered(at(index)),
    },
    PER_ROUND,
  );
  const { ours: own = 0, peer: other = 0, remembered = 0 } = rates;
  return {
    verificationBundles: bundles.length,
    verificationBundlesAreReal: root.name === 'public-good' ? 1 : 0,
    verificationsPerSecond: Math.round(own),
    peerVerificationsPerSecond: Math.round(other),
    verificationRatio: round(own / other),
    rememberedVerificationsPerSecond: Math.round(remembered),
    rememberedRatio: round(remembered / other),
  };
}

function round(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}
