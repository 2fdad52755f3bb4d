import type { ExportedAttestation } from './exports/export-parts.js';
import { momentWords } from './moment-words.js';

/** What stands where a signature would. */
export const NOT_SIGNED = 'Not signed: nobody has put a signature to this report.';

/** Under which attestation a rendering goes out, and what the signature is over. */
export function attestationSentence({ digest, keyFingerprint, signedAt }: ExportedAttestation): string {
  const signed = signedAt === undefined ? '' : `, signed ${momentWords(signedAt)}`;
  const key = keyFingerprint === undefined ? '' : `, key ${keyFingerprint}`;
  return `A projection of the attestation ${digest}${signed}${key}. The signature is over the attestation, not over this rendering.`;
}
