import { describe, expect, it } from '@jest/globals';

import { formatCheckpoint, formatSignedNote, sha256, SigningKey, toUtf8 } from '#kernel';

import type { TransparencyLog } from '../trust/transparency-log.js';
import { ALWAYS } from '../trust/window.js';
import { verifyCheckpoint } from './checkpoint.js';

const HOST = 'rekor.example';
const signer = SigningKey.generate();
const id = sha256(signer.publicKey.spki);
const LOG: TransparencyLog = {
  key: signer.publicKey,
  hash: 'sha256',
  id: Buffer.from(id).toString('hex'),
  keyHint: id.subarray(0, 4),
  origin: HOST,
  window: ALWAYS,
};

/** A checkpoint that the log itself signed. */
function signed(
  origin: string,
  changes: { readonly name?: string; readonly hint?: Uint8Array; readonly by?: SigningKey } = {},
) {
  const { name = HOST, hint = LOG.keyHint, by = signer } = changes;
  const text = formatCheckpoint({ origin, size: 7, rootHash: new Uint8Array(32) });
  return formatSignedNote(text, name, hint, by.sign(toUtf8(text)));
}

describe('a checkpoint', () => {
  it('of Rekor v1 names host and decimal tree id, of v2 the origin alone', () => {
    expect(verifyCheckpoint(signed(`${HOST} - 12`), LOG, 'rekor-v1').size).toBe(7);
    expect(verifyCheckpoint(signed(HOST), LOG, 'rekor-v2').size).toBe(7);
  });

  it.each([
    ['a tree id that is no number', `${HOST} - 12x`],
    ['a tree id with a zero before it', `${HOST} - 012`],
    ['no tree id', `${HOST} - `],
    ['a negative tree id', `${HOST} - -1`],
    ['two of them', `${HOST} - 12 - 13`],
    ['the host alone', HOST],
    ['a longer host', `${HOST}.evil - 12`],
    ['a host before it', `evil.${HOST} - 12`],
    ['another spelling', `${HOST.toUpperCase()} - 12`],
  ])('T-CKP-02 of Rekor v1 is refused with %s, although the log signed it', (_, origin) => {
    expect(() => verifyCheckpoint(signed(origin), LOG, 'rekor-v1')).toThrow(
      expect.objectContaining({ code: 'LOG_CHECKPOINT_ORIGIN' }),
    );
  });

  it.each([`${HOST} - 12`, `${HOST}/`, `${HOST}.evil`, HOST.toUpperCase()])(
    'T-CKP-02 of Rekor v2 is refused with the origin %s, although the log signed it',
    (origin) => {
      expect(() => verifyCheckpoint(signed(origin), LOG, 'rekor-v2')).toThrow(
        expect.objectContaining({ code: 'LOG_CHECKPOINT_ORIGIN' }),
      );
    },
  );

  it.each([
    ['another name', { name: `${HOST}.evil` }],
    ['the hint of another key', { hint: Uint8Array.of(1, 2, 3, 4) }],
    ['another key under name and hint of the log', { by: SigningKey.generate() }],
  ])('T-CKP-01 is refused with a line by %s', (_, changes) => {
    expect(() => verifyCheckpoint(signed(HOST, changes), LOG, 'rekor-v2')).toThrow(
      expect.objectContaining({ code: 'LOG_CHECKPOINT_INVALID' }),
    );
  });
});
