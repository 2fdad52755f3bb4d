// Signatures that were built to be accepted by careless readers, judged by the key import and the verification that
// the product uses.
import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { hash, PublicKey, verifyOverDigest, type KeyKind } from '#kernel';

import { derOfP1363 } from './p1363.js';
import { hasVectors, vectorsOf, type Vector } from './wycheproof.js';

const here = hasVectors() ? describe : describe.skip;
if (!hasVectors()) console.warn('SKIPPED: Wycheproof vectors (no wycheproof folder in the shared folder)');

interface Suite {
  readonly name: string;
  readonly file: string;
  readonly kind: KeyKind;
  readonly size: number;
}

const SUITES: readonly Suite[] = [
  { name: 'ECDSA P-256', file: 'ecdsa_secp256r1_sha256_test.json', kind: 'p256', size: 484 },
  { name: 'ECDSA P-384', file: 'ecdsa_secp384r1_sha384_test.json', kind: 'p384', size: 504 },
  { name: 'ECDSA P-521', file: 'ecdsa_secp521r1_sha512_test.json', kind: 'p521', size: 542 },
  { name: 'Ed25519', file: 'ed25519_test.json', kind: 'ed25519', size: 151 },
  { name: 'RSA PKCS#1 v1.5', file: 'rsa_signature_2048_sha256_test.json', kind: 'rsa', size: 259 },
];
const P1363 = 'ecdsa_secp256r1_sha256_p1363_test.json';
const PSS = 'rsa_pss_2048_sha256_mgf1_32_test.json';

/** DigestInfo without its NULL parameter: RFC 8017 section 9.2 wants it written, so the product refuses it. */
const MISSING_NULL = 'MissingNull';

type Judge = (vector: Vector) => boolean;

const byMessage: Judge = ({ key, message, signature, hash: name }) =>
  PublicKey.fromSpki(key.spki).verify(message, signature, name);

const byDigest: Judge = ({ key, message, signature, hash: name = 'sha512' }) =>
  verifyOverDigest(PublicKey.fromSpki(key.spki), { hash: name, digest: hash(name, message) }, signature);

const named = ({ id, result, comment, flags }: Vector) => `${id} (${result}): ${comment} [${flags.join(', ')}]`;

/** Vectors on which a judge does not say what upstream says, each in a line that names it. */
function wrong(vectors: readonly Vector[], judge: Judge): readonly string[] {
  return vectors.filter((vector) => judge(vector) !== (vector.result === 'valid')).map(named);
}

here('signatures made to deceive, by the vectors of Wycheproof', () => {
  it.each(SUITES)(
    '$name: $size vectors, every valid one accepted, none accepted that is not',
    ({ file, kind, size }) => {
      const vectors = vectorsOf(file);
      expect(vectors).toHaveLength(size);
      expect(wrong(vectors, byMessage)).toEqual([]);
      expect(new Set(vectors.map(({ key }) => PublicKey.fromSpki(key.spki).kind))).toEqual(new Set([kind]));
    },
  );

  it.each(SUITES.filter(({ kind }) => kind !== 'ed25519'))(
    '$name: the same $size come out the same where only the digest of the message is at hand',
    ({ file }) => {
      expect(wrong(vectorsOf(file), byDigest)).toEqual([]);
    },
  );

  it('Ed25519: a signature over the message is never accepted as one over its digest', () => {
    expect(vectorsOf('ed25519_test.json').filter(byDigest).map(named)).toEqual([]);
  });

  it.each([...SUITES.map(({ file }) => file), P1363, PSS])(
    'every key of %s is one key, from DER or from PEM',
    (file) => {
      for (const { spki, pem } of new Set(vectorsOf(file).map(({ key }) => key))) {
        expect(PublicKey.fromPem(pem).fingerprint).toBe(PublicKey.fromSpki(spki).fingerprint);
      }
    },
  );

  it('ECDSA P-256 as r||s, which the product has no path for: 262 vectors, turned into DER by this test, none accepted that is invalid', () => {
    const vectors = vectorsOf(P1363);
    const judge: Judge = (vector) => {
      const signature = derOfP1363(vector.signature, 32);
      return signature !== undefined && byMessage({ ...vector, signature });
    };
    expect(vectors).toHaveLength(262);
    expect(wrong(vectors, judge)).toEqual([]);
  });

  it('ECDSA P-256 as r||s: none of the 262 is accepted as it stands', () => {
    expect(vectorsOf(P1363).filter(byMessage).map(named)).toEqual([]);
    expect(vectorsOf(P1363).filter(byDigest).map(named)).toEqual([]);
  });

  it('RSA-PSS, which the product does not verify: of 108 signatures only that one is accepted which is PKCS#1 v1.5', () => {
    const vectors = vectorsOf(PSS);
    const plain = ['108 (invalid): PKCS #1 v1.5 signature with SHA-256 [WrongPrimitive]'];
    expect(vectors.filter(({ result }) => result === 'valid')).toHaveLength(63);
    expect(vectors.filter(byMessage).map(named)).toEqual(plain);
    expect(vectors.filter(byDigest).map(named)).toEqual(plain);
  });

  it('RSA PKCS#1 v1.5: the one vector that upstream leaves open, a missing NULL, is refused by both paths', () => {
    const open = vectorsOf('rsa_signature_2048_sha256_test.json').filter(({ result }) => result === 'acceptable');
    expect(open.map(({ flags }) => flags)).toEqual([[MISSING_NULL]]);
    expect([...open.filter(byMessage), ...open.filter(byDigest)]).toEqual([]);
  });
});

describe('what the product says about keys for RSA-PSS', () => {
  it('refuses one by name and says which keys it takes instead', () => {
    const { publicKey } = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    expect(() => PublicKey.fromSpki(spki)).toThrow(
      expect.objectContaining({ code: 'KEY_UNSUPPORTED', message: expect.stringContaining('rsa-pss') }),
    );
  });
});
