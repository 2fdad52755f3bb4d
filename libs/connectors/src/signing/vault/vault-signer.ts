import { requireOwnSignature, type Signer } from '#attestation';
import { AppError, fromBase64, ParseError, PublicKey, sha256, toBase64, type Field } from '#kernel';

import { answeredInvalidly, askVault } from './ask-vault.js';
import { placeOf, type VaultKey } from './vault-key.js';

const KEY_TYPE = 'ecdsa-p256';
const FIRST_VERSION = 1;

/**
 * A key that Vault's transit engine holds: the public half is read now, one version signs from then on. The private
 * half never leaves Vault; Vault sees the digest of what is signed, not the statement.
 * @throws AppError unavailable VAULT_*; invalid VAULT_ADDRESS_INVALID. `sign` throws SIGNATURE_SELF_CHECK_FAILED, too.
 */
export async function openVaultSigner(key: VaultKey): Promise<Signer> {
  const { name } = placeOf(key.address);
  const version = key.version ?? FIRST_VERSION;
  const publicKey = await askVault(key, { path: `keys/${name}` }, (data) => publicKeyOf(data, version));
  const signer: Signer = {
    publicKey,
    sign: async (message) => {
      const signature = await askVault(
        key,
        {
          path: `sign/${name}/sha2-256`,
          body: {
            input: toBase64(sha256(message)),
            prehashed: true,
            marshaling_algorithm: 'asn1',
            key_version: version,
          },
        },
        (data) => signatureOf(data.get('signature').string(), version),
      );
      requireOwnSignature(signer, message, signature);
      return signature;
    },
  };
  return signer;
}

/** @throws AppError unavailable VAULT_KEY_UNSUPPORTED, VAULT_KEY_VERSION_MISSING, VAULT_ANSWER_INVALID */
function publicKeyOf(data: Field, version: number): PublicKey {
  const type = data.get('type').string();
  if (type !== KEY_TYPE) {
    throw new AppError(
      'unavailable',
      'VAULT_KEY_UNSUPPORTED',
      `the key in Vault is of another type than ${KEY_TYPE}: make one of that type for signing`,
    );
  }
  const held = data.get('keys').optional(String(version));
  if (held === undefined) {
    throw new AppError(
      'unavailable',
      'VAULT_KEY_VERSION_MISSING',
      `Vault does not offer version ${version} of the key: name a version that it has, and give the trust rules its public key`,
    );
  }
  const key = PublicKey.fromPem(held.get('public_key').string());
  if (key.kind !== 'p256') throw new ParseError('KEY_UNSUPPORTED', `the public key is not of type ${KEY_TYPE}`);
  return key;
}

/** `vault:v3:BASE64`. */
function signatureOf(text: string, version: number): Uint8Array {
  const prefix = `vault:v${version}:`;
  if (!text.startsWith(prefix)) throw answeredInvalidly('a signature by another version of the key');
  return fromBase64(text.slice(prefix.length));
}
