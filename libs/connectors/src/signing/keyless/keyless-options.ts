import type { TimestampAuthority } from '../timestamp/timestamp-authority.js';
import type { IdentityTokenSource } from './identity-token.js';

/** Who certifies, who logs, who says the time; each may be a Sigstore of one's own. */
export interface KeylessOptions {
  readonly identityToken: IdentityTokenSource;
  /** `https://HOST`, of the certificate authority. */
  readonly fulcio: string;
  readonly rekor: RekorLog;
  /** Obligatory with Rekor v2, which gives no time. */
  readonly timestamp?: TimestampAuthority;
  /** The word that signing before everybody's eyes needs. */
  readonly acceptPublicLog: boolean;
  /** For one answer; 30 unless given: Rekor v2 answers when its next checkpoint is written. */
  readonly timeoutSeconds?: number;
}

export interface RekorLog {
  readonly address: string;
  readonly version: 1 | 2;
}

export const KEYLESS_TIMEOUT_SECONDS = 30;
