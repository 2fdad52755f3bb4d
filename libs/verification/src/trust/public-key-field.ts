import { concatBytes, fromBase64, fromHex, ParseError, PublicKey, type Field, type HashName } from '#kernel';

import { TAG } from '../der/der-reader.js';
import { encodeElement } from '../der/der-values.js';

/** DER of AlgorithmIdentifier { rsaEncryption, NULL }. */
const RSA_ENCRYPTION = fromHex('300d06092a864886f70d0101010500');

/** keyDetails of protobuf-specs -> how the key signs; what is not listed cannot be used. */
const DETAILS: Readonly<Record<string, { readonly kind: PublicKey['kind']; readonly hash: HashName }>> = {
  PKIX_ECDSA_P256_SHA_256: { kind: 'p256', hash: 'sha256' },
  PKIX_ECDSA_P384_SHA_384: { kind: 'p384', hash: 'sha384' },
  PKIX_ECDSA_P384_SHA_256: { kind: 'p384', hash: 'sha256' },
  PKIX_ECDSA_P521_SHA_512: { kind: 'p521', hash: 'sha512' },
  PKIX_ECDSA_P521_SHA_256: { kind: 'p521', hash: 'sha256' },
  PKIX_ED25519: { kind: 'ed25519', hash: 'sha512' },
  PKIX_ED25519_PH: { kind: 'ed25519', hash: 'sha512' },
  PKIX_RSA_PKCS1V15_2048_SHA256: { kind: 'rsa', hash: 'sha256' },
  PKIX_RSA_PKCS1V15_3072_SHA256: { kind: 'rsa', hash: 'sha256' },
  PKIX_RSA_PKCS1V15_4096_SHA256: { kind: 'rsa', hash: 'sha256' },
  PKCS1_RSA_PKCS1V5: { kind: 'rsa', hash: 'sha256' },
};

/** A public key and the hash it signs with. */
export interface VerificationKey {
  readonly key: PublicKey;
  readonly hash: HashName;
}

/**
 * A `publicKey` of a trust root: raw bytes and what they are. The stated kind must be the kind of the key.
 * @throws ParseError TRUST_ROOT_KEY, KEY_INVALID, KEY_UNSUPPORTED, FIELD_*
 */
export function parsePublicKey(field: Field): VerificationKey {
  const details = field.get('keyDetails').string();
  const expected = DETAILS[details];
  if (expected === undefined)
    throw new ParseError('TRUST_ROOT_KEY', `${field.path}: key details ${details} are not accepted`);
  const raw = fromBase64(field.get('rawBytes').string());
  const key = PublicKey.fromSpki(details.startsWith('PKCS1_') ? wrapPkcs1(raw) : raw);
  if (key.kind !== expected.kind) {
    throw new ParseError('TRUST_ROOT_KEY', `${field.path}: states ${details} but holds a key of kind ${key.kind}`);
  }
  return { key, hash: expected.hash };
}

/** May a document call this key by these details? */
export function fitsKeyDetails(key: PublicKey, details: string): boolean {
  return Object.hasOwn(DETAILS, details) && DETAILS[details]?.kind === key.kind;
}

/** RFC 5280 section 4.1: the bare RSAPublicKey of PKCS#1 inside a SubjectPublicKeyInfo. */
function wrapPkcs1(raw: Uint8Array): Uint8Array {
  return encodeElement(TAG.sequence, RSA_ENCRYPTION, encodeElement(TAG.bitString, concatBytes(Uint8Array.of(0), raw)));
}
