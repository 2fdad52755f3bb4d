import type { ExportedAttestation } from '../exports/export-parts.js';
import { NOT_SIGNED } from '../signature-words.js';
import { html, type Markup } from './html.js';
import { moment } from './moment.js';

/** Under which signature this page goes out, or plainly that there is none. */
export function signatureBanner(signature: ExportedAttestation | undefined): Markup {
  if (signature === undefined) return html`<p class="unsigned" role="note">${NOT_SIGNED}</p>`;
  return html`<p class="signed" role="note">
    A projection of the attestation <code>${signature.digest}</code>${signedWords(signature)}. The signature is over the
    attestation, not over this page.
  </p>`;
}

function signedWords({ keyFingerprint, signedAt }: ExportedAttestation): Markup {
  return html`${signedAt === undefined ? undefined : html`, signed ${moment(signedAt)}`}${keyFingerprint === undefined ? undefined : html`, key <code>${keyFingerprint}</code>`}`;
}
