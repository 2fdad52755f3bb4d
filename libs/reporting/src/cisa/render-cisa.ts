import { canonicalJson, toUtf8 } from '#kernel';

import type { ExportParts } from '../exports/export-parts.js';
import { renderPrintHtml } from '../print/print-html.js';
import { draftCisaForm } from './draft-cisa-form.js';
import { printCisaDraft } from './print-cisa.js';

/** @throws AppError invalid EXPORT_FORM_UNRELATED */
export function renderCisaJson(parts: ExportParts): Uint8Array {
  return toUtf8(`${canonicalJson(draftCisaForm(parts))}\n`);
}

/** @throws AppError invalid EXPORT_FORM_UNRELATED */
export function renderCisaHtml(parts: ExportParts): Uint8Array {
  return toUtf8(renderPrintHtml(printCisaDraft(parts)));
}
