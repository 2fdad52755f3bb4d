import type { PrintDocument } from '#reporting';

/** Puts documents on paper. */
export abstract class ReportPrinter {
  /** The document as PDF: tagged, with page numbers, and the same bytes for the same document. */
  abstract print(document: PrintDocument): Promise<Uint8Array>;
}
