import { ed25519ph } from '@noble/curves/ed25519.js';
import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';

import { concatBytes, fromHex, toUtf8 } from './bytes.js';
import { hash, PublicKey, type HashName } from './crypto.js';
import { verifiesOverDigest, verifyOverDigest } from './curves.js';

const message = toUtf8('the artifact');

function ecdsa(namedCurve: string, hashName: HashName) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
  const key = PublicKey.fromSpki(publicKey.export({ format: 'der', type: 'spki' }));
  return { key, signature: sign(hashName, message, privateKey) };
}

describe('a signature judged over a digest', () => {
  it.each([
    ['P-256', 'sha256'],
    ['P-256', 'sha512'],
    ['P-384', 'sha384'],
    ['P-521', 'sha512'],
  ] as const)('agrees with OpenSSL for %s over %s', (curve, hashName) => {
    const { key, signature } = ecdsa(curve, hashName);
    const digest = hash(hashName, message);
    expect(key.verify(message, signature, hashName)).toBe(true);
    expect(verifyOverDigest(key, { hash: hashName, digest }, signature)).toBe(true);
    const other = hash(hashName, toUtf8('another artifact'));
    expect(verifyOverDigest(key, { hash: hashName, digest: other }, signature)).toBe(false);
  });

  it('accepts RSA PKCS#1 v1.5 and refuses it under another hash', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = PublicKey.fromSpki(publicKey.export({ format: 'der', type: 'spki' }));
    const signature = sign('sha256', message, privateKey);
    expect(verifyOverDigest(key, { hash: 'sha256', digest: hash('sha256', message) }, signature)).toBe(true);
    expect(verifyOverDigest(key, { hash: 'sha512', digest: hash('sha512', message) }, signature)).toBe(false);
  });

  it('accepts Ed25519ph, which signs a SHA-512 digest, and never plain Ed25519', () => {
    const pair = ed25519ph.keygen();
    const spki = concatBytes(fromHex('302a300506032b6570032100'), pair.publicKey);
    const key = PublicKey.fromSpki(spki);
    const digest = hash('sha512', message);
    expect(verifyOverDigest(key, { hash: 'sha512', digest }, ed25519ph.sign(message, pair.secretKey))).toBe(true);
    expect(verifyOverDigest(key, { hash: 'sha512', digest }, new Uint8Array(64))).toBe(false);
    expect(verifiesOverDigest(key, 'sha256')).toBe(false);
  });

  it('answers false, and does not throw, for a signature that is not DER', () => {
    const { key } = ecdsa('P-256', 'sha256');
    const digest = hash('sha256', message);
    expect(verifyOverDigest(key, { hash: 'sha256', digest }, new Uint8Array(3))).toBe(false);
  });
});
