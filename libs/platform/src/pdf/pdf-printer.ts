import { ReportPrinter } from '#application';
import { visibleText, type PrintDocument } from '#reporting';

import { paintBlock } from './paint-blocks.js';
import { paintRunningLines } from './running-lines.js';
import { PAGE, Sheet } from './sheet.js';

/** Paints documents with pdfkit. Nothing in a file comes from a clock or from chance. */
export class PdfPrinter extends ReportPrinter {
  override async print(document: PrintDocument): Promise<Uint8Array> {
    const pdf = await newPdf(document);
    const bytes = collected(pdf);
    const sheet = new Sheet(pdf);
    for (const block of document.blocks) paintBlock(sheet, block);
    sheet.end();
    paintRunningLines(pdf, document);
    pdf.end();
    return bytes;
  }
}

/** The library is large, and few processes print: it is loaded when the first one does. */
async function newPdf(document: PrintDocument): Promise<PDFKit.PDFDocument> {
  const { default: PDFDocument } = await import('pdfkit');
  const date = new Date(document.date);
  return new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margins: { top: PAGE.top, bottom: 0, left: PAGE.left, right: PAGE.right },
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    font: 'Helvetica',
    info: {
      Title: visibleText(document.title),
      Subject: visibleText(document.subject),
      Creator: visibleText(document.creator),
      Producer: 'pdfkit',
      CreationDate: date,
      ModDate: date,
    },
  });
}

function collected(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('error', reject);
    pdf.on('end', () => {
      resolve(new Uint8Array(Buffer.concat(chunks)));
    });
  });
}
