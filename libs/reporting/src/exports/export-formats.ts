import type { ExportParts } from './export-parts.js';
import { renderCsv } from './render-csv.js';
import { renderJson } from './render-json.js';

/** A form in which a report leaves the house. */
export interface ExportFormat {
  readonly mediaType: string;
  /** Of the file's name, with its dot. */
  readonly extension: `.${string}`;
  /** What it is and whom it is for, in one sentence. */
  readonly what: string;
  /** Same parts, same bytes. */
  readonly render: (parts: ExportParts) => Uint8Array;
}

/** Every format by its id, in the order in which they are listed. */
export const EXPORT_FORMATS = {
  json: {
    mediaType: 'application/json',
    extension: '.report.json',
    what: 'The report itself as canonical JSON: what is approved and signed.',
    render: renderJson,
  },
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    extension: '.csv',
    what: 'One line for each control, for spreadsheets.',
    render: renderCsv,
  },
} as const satisfies Readonly<Record<string, ExportFormat>>;

export type ExportFormatId = keyof typeof EXPORT_FORMATS;
export const EXPORT_FORMAT_IDS = Object.keys(EXPORT_FORMATS) as readonly ExportFormatId[];
