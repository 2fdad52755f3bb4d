import type { LogEntry } from '#evidence';
import { sha256 } from '#kernel';

import type { SignedThing } from '../signed-thing.js';
import { VerificationError } from '../verification-error.js';

/**
 * What an entry must be about: the signature of the evidence, or where the format knows of another one, that one.
 * Proves of that other one: the same key made it over what the format names. @throws VerificationError LOG_BODY_MISMATCH
 */
export function loggedThing({ over }: Pick<LogEntry, 'over'>, thing: SignedThing): SignedThing {
  const { signer } = thing;
  if (over === undefined || signer === undefined) return thing;
  if (!signer.key.verify(over.message, over.signature, 'sha256')) {
    throw new VerificationError('LOG_BODY_MISMATCH', {
      expected: 'a signature by the key of the evidence',
      found: 'a signature by another key',
    });
  }
  const digests = [{ hash: 'sha256' as const, digest: sha256(over.message) }];
  return { signer, content: { kind: 'message', signature: over.signature, digests } };
}
