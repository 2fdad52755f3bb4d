import type { PrintDocument } from '../print/print-document.js';
import { EXPORT_FORMATS, type ExportFormat, type ExportFormatId } from './export-formats.js';
import type { ExportParts } from './export-parts.js';
import { exportFileName } from './file-name.js';

/** An export as it is handed out. */
export interface ExportedFile {
  /** Harmless in a file system and in a header. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Makes paper of a document. */
export interface Printer {
  print(document: PrintDocument): Promise<Uint8Array>;
}

/** Same parts, same file. @throws AppError not-found EXPORT_EMPTY; invalid EXPORT_INSTANT; what the printer throws */
export async function exportFile(id: ExportFormatId, parts: ExportParts, printer: Printer): Promise<ExportedFile> {
  const format: ExportFormat = EXPORT_FORMATS[id];
  const { extension, mediaType } = format;
  const bytes = 'render' in format ? format.render(parts) : await printer.print(format.document(parts));
  return { name: exportFileName(parts.report, extension), mediaType, bytes };
}
