import { canonicalJson, toUtf8 } from '#kernel';

import type { ExportParts } from './export-parts.js';

/** The report itself, RFC 8785: its SHA-256 is the digest that is approved and signed. */
export function renderJson({ report }: ExportParts): Uint8Array {
  return toUtf8(canonicalJson(report));
}
