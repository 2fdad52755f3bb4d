import { p256 } from '@noble/curves/nist.js';

import { PublicKey } from '#kernel';

/** A P-256 key that signs digests, as devices do and node:crypto does not. */
export class PrehashKey {
  readonly #secret = p256.utils.randomSecretKey();
  readonly publicKey: PublicKey;

  constructor() {
    const point = p256.getPublicKey(this.#secret, false);
    this.publicKey = PublicKey.fromEcPoint('p256', point.slice(1, 33), point.slice(33));
  }

  /** DER. */
  signDigest(digest: Uint8Array): Uint8Array {
    return p256.sign(digest, this.#secret, { prehash: false, format: 'der', lowS: false });
  }
}
