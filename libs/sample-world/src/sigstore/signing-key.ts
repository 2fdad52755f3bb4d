// The one file of this room that signs. RFC 6979 (ECDSA) and RFC 8032 (Ed25519) need no randomness, so the same
// seed signs the same message with the same bytes; node:crypto cannot do that for ECDSA.
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384 } from '@noble/curves/nist.js';

import { PublicKey, type HashName } from '#kernel';

import type { Seed } from '../seed.js';
import { bitString, oid, sequence } from './der.js';

export type Curve = 'p256' | 'p384' | 'ed25519';

/** A private key that anybody can derive: good for samples and tests, for nothing else. */
export interface SampleKey {
  readonly curve: Curve;
  readonly publicKey: PublicKey;
  /** What the key signs with: SHA-256 for P-256, SHA-384 for P-384; Ed25519 hashes for itself. */
  readonly hashName: HashName;
  /** DER for ECDSA, 64 bytes for Ed25519. */
  sign(message: Uint8Array): Uint8Array;
}

const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const WEIERSTRASS = {
  p256: { curve: p256, oid: '1.2.840.10045.3.1.7', seedBytes: 48, hashName: 'sha256' },
  p384: { curve: p384, oid: '1.3.132.0.34', seedBytes: 72, hashName: 'sha384' },
} as const;

/** @param label names the key within the seed: another label, another key */
export function deriveKey(seed: Seed, label: string, curve: Curve): SampleKey {
  return curve === 'ed25519' ? deriveEd25519(seed, label) : deriveEcdsa(seed, label, curve);
}

function deriveEcdsa(seed: Seed, label: string, name: 'p256' | 'p384'): SampleKey {
  const { curve, oid: curveOid, seedBytes, hashName } = WEIERSTRASS[name];
  const secretKey = curve.utils.randomSecretKey(seed.bytes(`key ${label}`, seedBytes));
  const point = curve.getPublicKey(secretKey, false);
  return {
    curve: name,
    publicKey: PublicKey.fromSpki(sequence(sequence(oid(EC_PUBLIC_KEY), oid(curveOid)), bitString(point))),
    hashName,
    sign: (message) => curve.sign(message, secretKey, { format: 'der', lowS: false }),
  };
}

function deriveEd25519(seed: Seed, label: string): SampleKey {
  const secretKey = seed.bytes(`key ${label}`, 32);
  const point = ed25519.getPublicKey(secretKey);
  return {
    curve: 'ed25519',
    publicKey: PublicKey.fromSpki(sequence(sequence(oid('1.3.101.112')), bitString(point))),
    hashName: 'sha512',
    sign: (message) => ed25519.sign(message, secretKey),
  };
}
