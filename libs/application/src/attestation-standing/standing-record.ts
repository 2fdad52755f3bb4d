import type { AffectedSentence, AttestationState } from '#evidence';
import type { Digest, Instant } from '#kernel';

import type { OrganizationId, PrincipalId, ReleaseId } from '../ids.js';

/** How a signed assessment stands, as it was last looked at. What led here are its events, which are never rewritten. */
export interface StandingRecord {
  readonly attestation: Digest;
  readonly release: ReleaseId;
  readonly signedAt: Instant;
  /** How many events there are; whoever adds the next one has seen them. */
  readonly events: number;
  readonly state: AttestationState;
  readonly since: Instant;
  /** Empty unless affected. */
  readonly affected: readonly AffectedSentence[];
  /** There exactly when superseded. */
  readonly replacedBy?: Digest;
  /** When something falls, or stands again, although nothing happens; until then this holds. */
  readonly nextChange?: Instant;
}

/** One change of how it stands, from 1 on. */
export interface AttestationEvent extends Pick<StandingRecord, 'state' | 'since' | 'affected' | 'replacedBy'> {
  readonly attestation: Digest;
  readonly number: number;
  /** When it was noted. */
  readonly at: Instant;
  readonly by: PrincipalId | 'system';
  /** The signed statement, where somebody withdrew it. */
  readonly withdrawal?: Digest;
}

/** Who was handed which bytes, when, for what. */
export interface RecipientRecord {
  readonly id: string;
  readonly attestation: Digest;
  readonly name: string;
  readonly organization: string;
  readonly contact?: string;
  readonly contract?: string;
  /** Of what was handed over: a pack, a document. */
  readonly bytes: Digest;
  readonly handedOverAt: Instant;
  readonly recordedBy: PrincipalId;
}

/** The status that was last signed for everybody, and after which event. */
export interface PublishedStatus {
  readonly publishedAt: Instant;
  readonly status?: {
    readonly digest: Digest;
    readonly issuedAt: Instant;
    readonly validUntil: Instant;
    readonly events: number;
  };
}

/** A key that signs what is published. */
export interface PublishedKey {
  readonly fingerprint: string;
  readonly pem: string;
  readonly since: Instant;
}

/** Where a published attestation is found; what anybody may learn without an account. */
export interface Publication {
  readonly organization: OrganizationId;
  readonly attestation: Digest;
}
