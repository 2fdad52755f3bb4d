import { describe, expect, it } from '@jest/globals';

import { concatBytes, fromBase64, fromHex, toHex, toUtf8 } from './bytes.js';
import { PublicKey, sha256, SigningKey } from './crypto.js';
import { formatSignedNote, noteKeyHint, parseSignedNote, verifyNote } from './signed-note.js';

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

describe('a signed note', () => {
  const signer = SigningKey.generate();
  const text = 'log.example/1\n7\nAAAA\n';
  const noteOf = (key: SigningKey, signed = text, hint = noteKeyHint(key.publicKey, 'log')) =>
    parseSignedNote(formatSignedNote(text, 'log', hint, key.sign(toUtf8(signed))));

  it('is verified by the key that signed its text, under the name it gave', () => {
    expect(verifyNote(noteOf(signer), 'log', signer.publicKey)).toBe(true);
  });

  it.each([
    ['another text', noteOf(signer, `${text}x`), 'log'],
    ['another name', noteOf(signer), 'gol'],
    ['another hint', noteOf(signer, text, Uint8Array.of(0, 0, 0, 0)), 'log'],
    ['another key under that hint', noteOf(SigningKey.generate(), text, noteKeyHint(signer.publicKey, 'log')), 'log'],
  ])('is refused with %s', (_, note, name) => {
    expect(verifyNote(note, name, signer.publicKey)).toBe(false);
  });
});
