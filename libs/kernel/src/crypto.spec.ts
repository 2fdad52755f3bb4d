import { describe, expect, it } from '@jest/globals';
import { constants, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

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

describe('an RSA key', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = PublicKey.fromSpki(spkiOf(publicKey));
  const message = new TextEncoder().encode('message');
  const pss = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING };

  it('verifies RSASSA-PSS with a salt of any length, and takes it for nothing else', () => {
    for (const saltLength of [32, constants.RSA_PSS_SALTLEN_MAX_SIGN]) {
      const signature = sign('sha256', message, { ...pss, saltLength });
      expect(key.verifyPss(message, signature, 'sha256')).toBe(true);
      expect(key.verifyPss(message, signature, 'sha512')).toBe(false);
      expect(key.verifyPss(message.subarray(1), signature, 'sha256')).toBe(false);
      expect(key.verify(message, signature)).toBe(false);
    }
    expect(key.verifyPss(message, sign('sha256', message, privateKey), 'sha256')).toBe(false);
  });

  it('alone knows RSASSA-PSS', () => {
    const other = PublicKey.fromSpki(spkiOf(generateKeyPairSync('ed25519').publicKey));
    expect(other.verifyPss(message, new Uint8Array(64), 'sha256')).toBe(false);
    expect(key.verifyPss(message, new Uint8Array(3), 'sha256')).toBe(false);
  });
});
