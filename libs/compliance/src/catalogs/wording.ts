import type { ImportOrigin } from '../framework/import-origin.js';

/** The official texts of a catalog that has summaries of ours, with the document they were taken from. */
export interface Wording {
  readonly catalog: string;
  readonly importedFrom: ImportOrigin;
  /** By id of a control or practice: plain text, never markup. */
  readonly texts: Readonly<Record<string, string>>;
}
