import type { Digest, Instant } from '#kernel';

/** How a signed assessment stands; only `standing` says that nothing is known against it. */
export const ATTESTATION_STATES = ['standing', 'affected', 'superseded', 'withdrawn'] as const;
export type AttestationState = (typeof ATTESTATION_STATES)[number];

/**
 * `attestation-status/v1`: what its issuer knows about a signed assessment at `issuedAt`. The subject of its statement is
 * the assessment's bundle, by the SHA-256 of its bytes. It ages: after `validUntil` it says nothing any more.
 */
export interface AttestationStatus {
  readonly kind: 'attestation-status';
  readonly attestation: Digest;
  readonly state: AttestationState;
  /** Since when it is in this state. */
  readonly since: Instant;
  /** Sentences that no longer stand; empty unless `affected`. */
  readonly affected: readonly AffectedSentence[];
  /** The assessment that stands in its place; there exactly when `superseded`. */
  readonly replacedBy?: Digest;
  readonly issuedAt: Instant;
  /** At most seven days after `issuedAt`. */
  readonly validUntil: Instant;
  /** Further parts of the pack that it travels in (renderings, statements beside the assessment), by name, sorted. */
  readonly companions: readonly { readonly name: string; readonly digest: Digest }[];
}

/** One result that was signed, how it is now, and why. */
export interface AffectedSentence {
  readonly control: string;
  readonly signed: string;
  readonly now: string;
  /** Code of the cause: `EVIDENCE_DISTRUSTED`, `WAIVER_ENDED`, `WINDOW_CLOSED`, … */
  readonly cause: string;
  readonly sentence: string;
}
