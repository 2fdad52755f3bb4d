import { describe, expect, it } from '@jest/globals';

import { syntheticBundles } from './bundles.js';
import { ours, peer, signersOf } from './contestants.js';

describe('the contestants of the bench', () => {
  const { root, bundles } = syntheticBundles();
  const signers = signersOf(root, bundles);
  const altered = (bundle: Uint8Array) =>
    new Uint8Array(
      Buffer.from(
        Buffer.from(bundle)
          .toString()
          .replace(/"sig":"M/, '"sig":"N'),
      ),
    );

  it.each([
    ['ours', ours(root, signers, 0)],
    ['ours with memory', ours(root, signers, 100)],
    ['the peer', peer(root)],
  ])('%s verifies every bundle and refuses an altered one', (_, verify) => {
    for (const bundle of bundles) {
      expect(() => verify(bundle)).not.toThrow();
      expect(() => verify(altered(bundle))).toThrow();
    }
  });
});
