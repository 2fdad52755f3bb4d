import { createPublicKey, verify } from 'node:crypto';

import { PublicKey, type HashName } from '#kernel';

/** One signature that a bundle makes a verifier check. */
interface Operation {
  readonly key: PublicKey;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly hash: HashName;
}

/** What OpenSSL has to do for one bundle whoever asks it to: its signatures, by keys that are imported already. */
export interface Floor {
  /** Kinds of the keys, sorted. */
  readonly kinds: readonly string[];
  readonly run: () => void;
}

/** Takes down every signature that `run` has checked by OpenSSL, and repeats just those. */
export function floorOf(run: () => void): Floor {
  const operations = operationsOf(run);
  const prepared = operations.map(({ key, ...operation }) => ({
    ...operation,
    key: createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' }),
  }));
  return {
    kinds: operations.map(({ key }) => key.kind).sort(),
    run: () => {
      for (const { hash, message, key, signature } of prepared) {
        if (!verify(hash, message, key, signature)) throw new Error('the floor checks a signature that does not hold');
      }
    },
  };
}

function operationsOf(run: () => void): readonly Operation[] {
  const operations: Operation[] = [];
  const descriptor = Object.getOwnPropertyDescriptor(PublicKey.prototype, 'verify') as PropertyDescriptor;
  const original = descriptor.value as (...asked: Parameters<PublicKey['verify']>) => boolean;
  function recording(this: PublicKey, ...asked: Parameters<PublicKey['verify']>): boolean {
    const [message, signature, hash = this.defaultHash] = asked;
    operations.push({ key: this, message: Uint8Array.from(message), signature: Uint8Array.from(signature), hash });
    return original.apply(this, asked);
  }
  Object.defineProperty(PublicKey.prototype, 'verify', { ...descriptor, value: recording });
  try {
    run();
  } finally {
    Object.defineProperty(PublicKey.prototype, 'verify', descriptor);
  }
  return operations;
}
