import { LIMITS, type ListLimits } from '#kernel';

/** Lists of a statement, by where they stand in its JSON: refused before a million subjects are built in memory. */
export const STATEMENT_LISTS: ListLimits = new Map([['subject', LIMITS.subjects]]);

/** The same for whatever is received: a bundle, an envelope or a bare statement. */
export const DOCUMENT_LISTS: ListLimits = new Map([
  ...STATEMENT_LISTS,
  ['signatures', LIMITS.signatures],
  ['dsseEnvelope.signatures', LIMITS.signatures],
  ['verificationMaterial.tlogEntries', LIMITS.logEntries],
  ['verificationMaterial.x509CertificateChain.certificates', LIMITS.certificates],
  ['verificationMaterial.timestampVerificationData.rfc3161Timestamps', LIMITS.timestamps],
]);
