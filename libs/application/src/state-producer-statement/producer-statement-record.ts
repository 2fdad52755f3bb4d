import type { Digest, Instant } from '#kernel';

import type { PrincipalId } from '../ids.js';

/** What a named person stated over an attestation; the signed words are in the blob store. */
export interface ProducerStatementRecord {
  /** SHA-256 over the bundle. */
  readonly digest: Digest;
  readonly attestation: Digest;
  readonly name: string;
  readonly title: string;
  readonly authority: string;
  /** Who had it signed. */
  readonly statedBy: PrincipalId;
  readonly signedOn: Instant;
  readonly keyFingerprint: string;
}
