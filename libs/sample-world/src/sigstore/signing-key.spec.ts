import { describe, expect, it } from '@jest/globals';

import { toHex, toUtf8 } from '#kernel';

import { Seed } from '../seed.js';
import { deriveKey, type Curve } from './signing-key.js';

const MESSAGE = toUtf8('message');

describe.each<Curve>(['p256', 'p384', 'ed25519'])('a derived %s key', (curve) => {
  const key = deriveKey(new Seed('keys'), 'one', curve);

  it('signs so that OpenSSL verifies, and only this message', () => {
    expect(key.publicKey.kind).toBe(curve);
    expect(key.publicKey.verify(MESSAGE, key.sign(MESSAGE))).toBe(true);
    expect(key.publicKey.verify(toUtf8('massage'), key.sign(MESSAGE))).toBe(false);
  });

  it('signs the same message with the same bytes', () => {
    const again = deriveKey(new Seed('keys'), 'one', curve);
    expect(toHex(again.sign(MESSAGE))).toBe(toHex(key.sign(MESSAGE)));
  });

  it('is another key under another label or seed', () => {
    const others = [deriveKey(new Seed('keys'), 'two', curve), deriveKey(new Seed('more keys'), 'one', curve)];
    expect(new Set([key, ...others].map(({ publicKey }) => publicKey.fingerprint)).size).toBe(3);
  });
});
