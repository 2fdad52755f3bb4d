import type { PublicKey } from '#kernel';

/** Whoever holds a signing key: a file now, a token or a vault later. */
export interface Signer {
  readonly publicKey: PublicKey;
  /** ECDSA DER over the key's default hash of the message. @throws AppError kind unavailable when the key is out of reach */
  sign(message: Uint8Array): Promise<Uint8Array>;
}
