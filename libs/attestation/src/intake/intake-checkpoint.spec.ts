import { describe, expect, it } from '@jest/globals';

import { parseSignedNote, sha256, toUtf8 } from '#kernel';

import { keySigner } from '../fixtures/key-signer.js';
import { intakeOrigin, signCheckpoint, verifyCheckpoint } from './intake-checkpoint.js';

const TREE = { origin: intakeOrigin('acme'), size: 7, rootHash: sha256(toUtf8('root')) };

describe('an intake checkpoint', () => {
  it('is a signed note that verifies under the key, the origin and nothing else', async () => {
    const signer = keySigner();
    const note = await signCheckpoint(TREE, signer);
    const expected = { origin: TREE.origin, key: signer.publicKey };
    expect(verifyCheckpoint(note, expected)).toMatchObject({ origin: 'averment.dev/intake/acme', size: 7 });
    expect(() => verifyCheckpoint(note, { ...expected, key: keySigner().publicKey })).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_SIGNATURE' }),
    );
    expect(() => verifyCheckpoint(note, { ...expected, origin: intakeOrigin('other') })).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_ORIGIN' }),
    );
  });

  it('does not verify after its size was changed', async () => {
    const signer = keySigner();
    const note = (await signCheckpoint(TREE, signer)).replace('\n7\n', '\n6\n');
    expect(() => verifyCheckpoint(note, { origin: TREE.origin, key: signer.publicKey })).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_SIGNATURE' }),
    );
  });

  it('carries one signature line in the name of the log', async () => {
    const { signatures } = parseSignedNote(await signCheckpoint(TREE, keySigner()));
    expect(signatures.map(({ name }) => name)).toEqual([TREE.origin]);
  });

  it('is not issued when the device signs wrongly', async () => {
    const broken = { publicKey: keySigner().publicKey, sign: keySigner().sign };
    await expect(signCheckpoint(TREE, broken)).rejects.toMatchObject({ code: 'SIGNATURE_SELF_CHECK_FAILED' });
  });
});
