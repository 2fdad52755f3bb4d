import type { Digest, Instant } from '#kernel';

import type { AttestationDraftId, PrincipalId, ReleaseId } from '../ids.js';

/** A statement as it would be signed, and the report that people read before: frozen, and never signed otherwise. */
export interface DraftRecord {
  readonly id: AttestationDraftId;
  readonly release: ReleaseId;
  readonly framework: string;
  /** Of the assessment that it states. */
  readonly input: Digest;
  readonly asOf: Instant;
  /** Until when its results stand by themselves. */
  readonly validUntil: Instant;
  /** The bytes that are signed: canonical JSON of the in-toto statement, in the blob store. */
  readonly payload: Digest;
  /** `report.json`, in the blob store: what an approval names. */
  readonly report: Digest;
  /** Table of the pack's parts, in the blob store. */
  readonly parts: Digest;
  /** The attestation in whose place it shall stand. */
  readonly supersedes?: Digest;
  readonly draftedBy: PrincipalId;
  readonly draftedAt: Instant;
}

/** A person has read exactly this report and agrees that it is signed. */
export interface ApprovalRecord {
  readonly draft: AttestationDraftId;
  readonly report: Digest;
  readonly approvedBy: PrincipalId;
  /** Who drafted it. */
  readonly author: PrincipalId;
  /** The organization asked for two people: the database holds that they differ. */
  readonly twoPeople: boolean;
  readonly approvedAt: Instant;
}

/** A draft was signed: one signature per draft, ever. What follows from it can be done again after a crash. */
export interface SignatureRecord {
  readonly draft: AttestationDraftId;
  readonly report: Digest;
  /** On whose approval. */
  readonly approvedBy: PrincipalId;
  /** SHA-256 over the bundle, which is in the blob store. */
  readonly digest: Digest;
  /** The SLSA verification summary beside it, a bundle in the blob store. */
  readonly summary: Digest;
  readonly signedBy: PrincipalId;
  readonly signedAt: Instant;
  readonly keyFingerprint: string;
  /** PEM; absent where the bundle brings a certificate. */
  readonly publicKey?: string;
}
