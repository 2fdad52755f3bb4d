import type { PrintDocument } from '#reporting';

import { printable } from './printable.js';
import { PAGE, TEXT_WIDTH } from './sheet.js';
import { FACES } from './typeface.js';

const HEAD = { y: 18, height: 18 };
const FOOT_Y = PAGE.height - 42;

/** What stands on each page once their number is known: the marks, what it belongs to, and page x of y. */
export function paintRunningLines(pdf: PDFKit.PDFDocument, { title, foot, marks }: PrintDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    pdf.markContent('Artifact', { type: 'Pagination' });
    if (marks.length > 0) paintMarks(pdf, marks);
    paintFoot(pdf, [printable(foot, 200), printable(title, 120)], `page ${page - start + 1} of ${count}`);
    pdf.endMarkedContent();
  }
}

function paintMarks(pdf: PDFKit.PDFDocument, marks: readonly string[]): void {
  const { font, size, colour } = FACES.mark;
  const text = printable(marks.join(' · '));
  pdf.rect(PAGE.left, HEAD.y, TEXT_WIDTH, HEAD.height).fill('#1b1f24');
  pdf.font(font).fontSize(size).fillColor(colour);
  const x = PAGE.left + (TEXT_WIDTH - pdf.widthOfString(text)) / 2;
  pdf.text(text, x, HEAD.y + 5, { lineBreak: false });
}

function paintFoot(pdf: PDFKit.PDFDocument, lines: readonly string[], number: string): void {
  const { font, size, colour, leading } = FACES.foot;
  pdf.font(font).fontSize(size).fillColor(colour);
  lines.forEach((line, index) => pdf.text(line, PAGE.left, FOOT_Y + index * leading, { lineBreak: false }));
  const x = PAGE.left + TEXT_WIDTH - pdf.widthOfString(number);
  pdf.text(number, x, FOOT_Y, { lineBreak: false });
}
