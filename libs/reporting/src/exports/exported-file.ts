import { EXPORT_FORMATS, type ExportFormatId } from './export-formats.js';
import type { ExportParts } from './export-parts.js';
import { exportFileName } from './file-name.js';

/** An export as it is handed out. */
export interface ExportedFile {
  /** Harmless in a file system and in a header. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Same parts, same file. @throws AppError not-found EXPORT_EMPTY; invalid EXPORT_INSTANT */
export function exportFile(format: ExportFormatId, parts: ExportParts): ExportedFile {
  const { extension, mediaType, render } = EXPORT_FORMATS[format];
  return { name: exportFileName(parts.report, extension), mediaType, bytes: render(parts) };
}
