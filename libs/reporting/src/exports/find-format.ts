import { AppError } from '#kernel';

import { visibleText } from '../visible-text.js';
import { EXPORT_FORMAT_IDS, type ExportFormatId } from './export-formats.js';

/** The format somebody typed. @throws AppError not-found EXPORT_FORMAT_UNKNOWN */
export function findExportFormat(text: string): ExportFormatId {
  const found = EXPORT_FORMAT_IDS.find((id) => id === text);
  if (found !== undefined) return found;
  throw new AppError(
    'not-found',
    'EXPORT_FORMAT_UNKNOWN',
    `there is no export format ${visibleText(text, 60)}; there is ${EXPORT_FORMAT_IDS.join(', ')}`,
  );
}
