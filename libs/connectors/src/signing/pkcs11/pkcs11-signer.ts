import { requireOwnSignature, type Signer } from '#attestation';
import { AppError, hash, type PublicKey } from '#kernel';

import { listedKeys } from './list-keys.js';
import type { OpenToken } from './open-token.js';
import type { Pkcs11Key } from './pkcs11-key.js';

/**
 * A key that a token holds and never gives away. The public half is read from the token now.
 * @throws AppError unavailable PKCS11_*. `sign` throws SIGNATURE_SELF_CHECK_FAILED, too.
 */
export async function openPkcs11Signer(token: OpenToken, { label }: Pkcs11Key): Promise<Signer> {
  const { id, publicKey } = await findKey(token, label);
  const signer: Signer = {
    publicKey,
    sign: async (message) => {
      // The bare mechanism over a digest: many tokens do not hash for themselves. The tool heeds the id alone, not a label.
      const args = ['--sign', '--mechanism', 'ECDSA', '--signature-format', 'openssl', '--id', id];
      const signature = new Uint8Array(await token.ask(args, hash(publicKey.defaultHash, message)));
      requireOwnSignature(signer, message, signature);
      return signature;
    },
  };
  return signer;
}

async function findKey(
  token: OpenToken,
  label: string,
): Promise<{ readonly id: string; readonly publicKey: PublicKey }> {
  const output = await token.ask(['--list-objects', '--type', 'pubkey']);
  const [found, ...others] = listedKeys(output.toString('utf8')).filter((key) => key.label === label);
  if (found === undefined) {
    throw new AppError(
      'unavailable',
      'PKCS11_KEY_MISSING',
      `the token holds no public key "${label}": make a pair (pkcs11-tool --keypairgen --key-type EC:prime256v1 --label ${label} --id …); a key is never made silently`,
    );
  }
  if (others.length > 0) {
    throw new AppError(
      'unavailable',
      'PKCS11_KEY_AMBIGUOUS',
      `the token holds several keys "${label}": give each its own label, so that it is plain which one signs`,
    );
  }
  const { id, publicKey } = found;
  if (publicKey !== undefined) return { id, publicKey };
  throw new AppError(
    'unavailable',
    'PKCS11_KEY_UNSUPPORTED',
    `the key "${label}" is neither P-256 nor P-384: make one of these (EC:prime256v1, EC:secp384r1)`,
  );
}
