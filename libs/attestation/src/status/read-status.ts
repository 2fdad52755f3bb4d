import type { AttestationStatus } from '#evidence';
import { AppError, type Digest, type Instant, type PublicKey } from '#kernel';

import { openSigned, type SignedStatement } from '../replay/signed-statement.js';

/** What a reader holds against a status: all of it his own. */
export interface StatusAnchors {
  readonly at: Instant;
  readonly signer?: PublicKey;
  /** The attestation that he asks about. */
  readonly attestation?: Digest;
}

/** A status as its issuer wrote it, and what a reader may make of it. */
export interface StatusReading {
  readonly status: AttestationStatus;
  /** The key that it names as its signer's; absent where a certificate does. */
  readonly keyFingerprint?: string;
  /** Proven under the reader's own key, or not asked because he gave none. */
  readonly signature: 'verified' | 'not-asked';
  /** `past`: it says nothing any more; `ahead`: it is of a moment that has not come. */
  readonly age: 'valid' | 'past' | 'ahead';
}

/**
 * Proves: the reader's key signed this status, about the attestation that he asks about. Assumes: nothing; without a key
 * the status is only what somebody wrote.
 * @throws AppError invalid STATUS_UNREADABLE, STATUS_OF_ANOTHER, STATUS_SIGNATURE
 */
export function readStatus(bytes: Uint8Array, { at, signer, attestation }: StatusAnchors): StatusReading {
  const { signed, status } = openStatement(bytes);
  if (attestation !== undefined && attestation !== status.attestation) {
    throw new AppError(
      'invalid',
      'STATUS_OF_ANOTHER',
      `this status is about another attestation: ${status.attestation}`,
    );
  }
  if (signer !== undefined && !signed.signedBy(signer)) {
    throw new AppError(
      'invalid',
      'STATUS_SIGNATURE',
      'the signature of this status does not verify under the key that was given',
    );
  }
  const { keyFingerprint } = signed;
  return {
    status,
    ...(keyFingerprint !== undefined && { keyFingerprint }),
    signature: signer === undefined ? 'not-asked' : 'verified',
    age: ageOf(status, at),
  };
}

function openStatement(bytes: Uint8Array): { readonly signed: SignedStatement; readonly status: AttestationStatus } {
  const signed = openSigned(bytes);
  if (typeof signed === 'string') throw unreadable(signed);
  if (signed.predicate?.kind === 'attestation-status') return { signed, status: signed.predicate };
  const { content } = signed.parsed;
  throw unreadable((content.kind === 'signed' && content.problem?.message) || 'it is not the status of an attestation');
}

function ageOf({ issuedAt, validUntil }: AttestationStatus, at: Instant): StatusReading['age'] {
  if (at < issuedAt) return 'ahead';
  return at < validUntil ? 'valid' : 'past';
}

function unreadable(why: string): AppError {
  return new AppError('invalid', 'STATUS_UNREADABLE', `this is no status that can be read: ${why}`);
}
