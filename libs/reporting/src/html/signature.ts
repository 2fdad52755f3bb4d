import type { ExportedAttestation } from '../exports/export-parts.js';
import { attestationSentence, NOT_SIGNED } from '../signature-words.js';
import { html, type Markup } from './html.js';

/** Under which signature this page goes out, or plainly that there is none. */
export function signatureBanner(attestation: ExportedAttestation | undefined): Markup {
  if (attestation === undefined) return html`<p class="unsigned" role="note">${NOT_SIGNED}</p>`;
  return html`<p class="signed" role="note">${attestationSentence(attestation)}</p>`;
}
