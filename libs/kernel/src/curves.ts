// What OpenSSL inside Node does not offer: verifying over a digest instead of the message.
import { eddsa } from '@noble/curves/abstract/edwards.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';

import { concatBytes, equalBytes, fromHex, toUtf8 } from './bytes.js';
import { hash as hashOf, type HashName, type PublicKey } from './crypto.js';

const ECDSA = { p256, p384, p521 } as const;
const POINT_LENGTH = { p256: 65, p384: 97, p521: 133 } as const;
const ED25519_KEY_LENGTH = 32;

/** RFC 8017 section 9.2, note 1: DER of DigestInfo up to the digest itself. */
const DIGEST_INFO: Readonly<Record<HashName, Uint8Array>> = {
  sha256: fromHex('3031300d060960864801650304020105000420'),
  sha384: fromHex('3041300d060960864801650304020205000430'),
  sha512: fromHex('3051300d060960864801650304020305000440'),
};

/** RFC 8032 section 5.1: Ed25519ph is Ed25519 over dom2(1, "") and the SHA-512 of the message. */
const DOM2_PREHASHED = concatBytes(toUtf8('SigEd25519 no Ed25519 collisions'), Uint8Array.of(1, 0));
const sha512 = (data: Uint8Array) => Uint8Array.from(hashOf('sha512', data));
const ed25519ph = eddsa(ed25519.Point, sha512, { domain: (data: Uint8Array) => concatBytes(DOM2_PREHASHED, data) });

/** A digest and the hash it came from. */
export interface HashedMessage {
  readonly hash: HashName;
  readonly digest: Uint8Array;
}

/**
 * Can a signature by this key be judged with only the digest at hand? Ed25519 proper signs the message itself, so for
 * it only the pre-hashed variant over SHA-512 can.
 */
export function verifiesOverDigest(key: PublicKey, hash: HashName): boolean {
  return key.kind !== 'ed25519' || hash === 'sha512';
}

/**
 * Proves: `signature` was made by the holder of `key` over a message with this digest. Assumes: nothing about who holds
 * the key. About 35 times slower than OpenSSL for ECDSA: for when the message is not at hand. Malformed is `false`.
 */
export function verifyOverDigest(key: PublicKey, message: HashedMessage, signature: Uint8Array): boolean {
  try {
    if (key.kind === 'rsa') return verifyRsa(key, message, signature);
    if (key.kind === 'ed25519') return verifyEd25519ph(key, message, signature);
    const point = key.spki.subarray(-POINT_LENGTH[key.kind]);
    return ECDSA[key.kind].verify(signature, message.digest, point, { prehash: false, lowS: false, format: 'der' });
  } catch {
    return false;
  }
}

function verifyRsa(key: PublicKey, { hash, digest }: HashedMessage, signature: Uint8Array): boolean {
  const found = key.recoverDigestInfo(signature);
  return found !== undefined && equalBytes(found, concatBytes(DIGEST_INFO[hash], digest));
}

function verifyEd25519ph(key: PublicKey, { hash, digest }: HashedMessage, signature: Uint8Array): boolean {
  if (hash !== 'sha512') return false;
  return ed25519ph.verify(signature, digest, key.spki.subarray(-ED25519_KEY_LENGTH), { zip215: false });
}
