import { Keyring, type Actor } from '#application';
import type { Signer } from '#attestation';
import { SigningKey } from '#kernel';

/** A key per organization; `replace` is what somebody does who swaps the key file. */
export class MemoryKeyring extends Keyring {
  private readonly signers = new Map<string, Signer>();

  signer(organization: Actor['organization']): Promise<Signer> {
    const held = this.signers.get(organization) ?? newSigner();
    this.signers.set(organization, held);
    return Promise.resolve(held);
  }

  replace(organization: Actor['organization']): void {
    this.signers.set(organization, newSigner());
  }
}

function newSigner(): Signer {
  const key = SigningKey.generate();
  return { publicKey: key.publicKey, sign: (message) => Promise.resolve(key.sign(message)) };
}
