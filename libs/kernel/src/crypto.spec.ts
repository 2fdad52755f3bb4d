import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';

import { PublicKey, SigningKey } from './crypto.js';

const spkiOf = (key: KeyObject) => new Uint8Array(key.export({ format: 'der', type: 'spki' }));

describe('a public key', () => {
  it.each(['P-256', 'P-384', 'P-521'])('on %s has the DER that OpenSSL writes for it', (namedCurve) => {
    const spki = spkiOf(generateKeyPairSync('ec', { namedCurve }).publicKey);
    expect(Buffer.from(PublicKey.fromSpki(spki).spki).toString('hex')).toBe(Buffer.from(spki).toString('hex'));
  });

  it('keeps the DER of Ed25519 and RSA', () => {
    for (const { publicKey } of [generateKeyPairSync('ed25519'), generateKeyPairSync('rsa', { modulusLength: 2048 })]) {
      expect(Buffer.compare(PublicKey.fromSpki(spkiOf(publicKey)).spki, spkiOf(publicKey))).toBe(0);
    }
  });

  it.each([
    ['a curve that is not accepted', () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey],
    ['a curve without a JWK name', () => generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' }).publicKey],
    ['RSA of 1024 bits', () => generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey],
    ['X25519, which signs nothing', () => generateKeyPairSync('x25519').publicKey],
  ])('is refused when it is %s', (_, make) => {
    expect(() => PublicKey.fromSpki(spkiOf(make()))).toThrow(expect.objectContaining({ code: 'KEY_UNSUPPORTED' }));
  });

  it('is refused as KEY_PRIVATE when the PEM holds the private half', () => {
    const pem = SigningKey.generate().seal('passphrase');
    expect(() => PublicKey.fromPem(pem)).toThrow(expect.objectContaining({ code: 'KEY_PRIVATE' }));
  });
});
