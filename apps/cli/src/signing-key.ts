import { readFile, writeFile } from 'node:fs/promises';

import type { Signer } from '#attestation';
import { AppError, SigningKey } from '#kernel';
import type { Secret } from '#platform';

/** Opens an encrypted PKCS#8 file, or makes it on first use. @throws AppError invalid PASSPHRASE_MISSING, SIGNING_KEY_LOCKED */
export async function openSigningKey(
  file: string,
  passphrase: Secret | undefined,
): Promise<{ readonly signer: Signer; readonly created: boolean }> {
  if (passphrase === undefined) {
    throw new AppError(
      'invalid',
      'PASSPHRASE_MISSING',
      'set AVERMENT_KEY_PASSPHRASE: signing keys are kept encrypted, and a passphrase never stands on a command line',
    );
  }
  const held = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new AppError('invalid', 'FILE_UNREADABLE', `cannot read the signing key ${file}`, { cause: error });
  });
  if (held !== undefined) return { signer: toSigner(SigningKey.open(held, passphrase.reveal())), created: false };
  const key = SigningKey.generate();
  await writeFile(file, key.seal(passphrase.reveal()), { mode: 0o600, flag: 'wx' });
  return { signer: toSigner(key), created: true };
}

function toSigner(key: SigningKey): Signer {
  return { publicKey: key.publicKey, sign: (message) => Promise.resolve(key.sign(message)) };
}
