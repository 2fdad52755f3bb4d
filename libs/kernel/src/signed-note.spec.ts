import { describe, expect, it } from '@jest/globals';

import { concatBytes, fromBase64, fromHex, toHex } from './bytes.js';
import { PublicKey, sha256 } from './crypto.js';
import { noteKeyHint } from './signed-note.js';

/** DER around a raw Ed25519 key: SubjectPublicKeyInfo { id-Ed25519, BIT STRING }. */
const ED25519_SPKI = fromHex('302a300506032b6570032100');
const P256 =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2G2Y+2tabdTV5BcGiBIx0a9fAFwrkBbmLSGtks4L3qX6yYY0zufBnhC8Ur/iy55GhWP/9A/bY2LhC30M9+RYtw==';

describe('the hint by which a note line names its key', () => {
  it('is for Ed25519 the one that the C2SP verifier key of the same name states', () => {
    const [name = '', hint, encoded = ''] = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'.split(
      '+',
    );
    const key = PublicKey.fromSpki(concatBytes(ED25519_SPKI, fromBase64(encoded).subarray(1)));
    expect(toHex(noteKeyHint(key, name))).toBe(hint);
    expect(toHex(noteKeyHint(key, 'AnotherName'))).not.toBe(hint);
  });

  it('is for ECDSA that of the key alone, whatever the name', () => {
    const key = PublicKey.fromSpki(fromBase64(P256));
    expect(noteKeyHint(key, 'a')).toEqual(sha256(key.spki).subarray(0, 4));
    expect(noteKeyHint(key, 'b')).toEqual(noteKeyHint(key, 'a'));
  });
});
