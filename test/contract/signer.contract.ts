import { expect, it } from '@jest/globals';

import { signStatement, type Signer } from '#attestation';
import { parse } from '#evidence';
import { AppError, PublicKey, toUtf8 } from '#kernel';

import { STATEMENT } from '../../libs/connectors/src/testing/signing/statement.js';

/** What a kind of signer is seen through: as it is, where nobody answers, and where its key was exchanged. */
export interface SignerScene {
  open(): Promise<Signer>;
  /** Whoever holds the key is away, from the start or from the first signature on. */
  openAway(): Promise<Signer>;
  /** Whoever holds the key has put another one in its place. */
  openExchanged(): Promise<Signer>;
}

const MESSAGE = toUtf8('a message');

/** What every signer does, whoever holds its key. */
export function signerContract(scene: SignerScene): void {
  it('signs what its public key verifies, and nothing else', async () => {
    const signer = await scene.open();
    const signature = await signer.sign(MESSAGE);
    expect(signer.publicKey.verify(MESSAGE, signature)).toBe(true);
    expect(signer.publicKey.verify(toUtf8('another'), signature)).toBe(false);
  });

  it('signs a statement that reads back as it was given', async () => {
    const { content } = parse(await signStatement(STATEMENT, await scene.open()));
    const { predicateType, predicate } = STATEMENT;
    expect(content).toMatchObject({ kind: 'signed', statement: { predicateType, predicate } });
  });

  it('has a certificate, if any, of its very key', async () => {
    const { certificate, publicKey } = await scene.open();
    const certified = certificate === undefined ? publicKey : PublicKey.fromCertificate(certificate).key;
    expect(certified.fingerprint).toBe(publicKey.fingerprint);
  });

  it('is unavailable, with a code and a sentence, where the holder of the key is away', async () => {
    const error: unknown = await scene
      .openAway()
      .then((signer) => signer.sign(MESSAGE))
      .catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ kind: 'unavailable', code: expect.stringMatching(/^[A-Z0-9_]+$/) });
  });

  it('never returns a signature of another key', async () => {
    const outcome: unknown = await scene
      .openExchanged()
      .then(async (signer) => signer.publicKey.verify(MESSAGE, await signer.sign(MESSAGE)))
      .catch((refused: unknown) => (refused instanceof AppError ? refused.code : refused));
    expect([true, expect.stringMatching(/^(SIGNATURE_SELF_CHECK_FAILED|FULCIO_OTHER_KEY)$/)]).toContainEqual(outcome);
  });
}
