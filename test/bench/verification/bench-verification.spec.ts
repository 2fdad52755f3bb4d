import { PublicKey } from '#kernel';
import { describe, expect, it } from '@jest/globals';

import { syntheticBundles, type Flavour } from './bundles.js';
import { ours, peer, signersOf } from './contestants.js';
import { floorOf } from './floor.js';
import { HOSTILE_SHAPES } from './hostile-shapes.js';
import { secondReaderOf } from './second-reader.js';

const FLAVOURS: readonly Flavour[] = ['v1', 'v2'];

describe.each(FLAVOURS)('the contestants of the bench, %s', (flavour) => {
  const set = syntheticBundles(flavour);
  const { root, bundles } = set;
  const signers = signersOf(set);
  const altered = (bundle: Uint8Array) =>
    new Uint8Array(
      Buffer.from(
        Buffer.from(bundle)
          .toString()
          .replace(/"(sig|signature)":"M/, '"$1":"N'),
      ),
    );

  it.each([
    ['ours', ours(root, signers)],
    ['ours with memory of certificates', ours(root, signers, { rememberedCertificates: 100 })],
    ['ours with memory of verdicts', ours(root, signers, { rememberedVerdicts: 100 })],
    ['the peer', peer(root)],
  ])('%s verifies every bundle and refuses an altered one', (_, verify) => {
    for (const { bytes, artifact } of bundles) {
      expect(() => verify(bytes, artifact)).not.toThrow();
      expect(() => verify(altered(bytes), artifact)).toThrow();
    }
  });
});

describe('the floor of the bench', () => {
  it('is one P-384 and four P-256 signatures, taken down without a trace', () => {
    const set = syntheticBundles('v1');
    const verify = ours(set.root, signersOf(set));
    const before = PublicKey.prototype.verify.toString();
    const floor = floorOf(() => verify(set.bundles[0]?.bytes ?? new Uint8Array()));
    expect(floor.kinds).toEqual(['p256', 'p256', 'p256', 'p256', 'p384']);
    expect(floor.run).not.toThrow();
    expect(PublicKey.prototype.verify.toString()).toBe(before);
  });
});

describe('the second reader of the bench', () => {
  it('reads the certificate of a keyless bundle and takes nothing else', () => {
    const [bundle] = syntheticBundles('v1').bundles;
    expect(secondReaderOf(bundle?.bytes ?? new Uint8Array())).not.toThrow();
    expect(() => secondReaderOf(new Uint8Array())).toThrow('keyless bundles only');
  });
});

describe('hostile size and shape', () => {
  it.each(Object.entries(HOSTILE_SHAPES))('T-DOS %s is refused by its limit', (_, { bytes, refusal, expected }) => {
    expect(refusal(bytes())).toBe(expected);
  });
});
