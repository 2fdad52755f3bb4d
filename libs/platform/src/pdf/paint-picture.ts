import type { Mark, Picture, Stroke } from '#reporting';

import { printable } from './printable.js';
import { PAGE, PAGE_ROOM, TEXT_WIDTH, type Sheet } from './sheet.js';
import { TONES } from './typeface.js';

const BELOW = 12;
const ASCENT = 0.72;

/** A drawing as one figure with an alternative text; the same stands beside it in words. */
export function paintPicture(sheet: Sheet, picture: Picture): void {
  const scale = Math.min(TEXT_WIDTH / picture.width, (PAGE_ROOM - BELOW) / picture.height);
  const height = picture.height * scale;
  sheet.require(height + BELOW);
  const top = sheet.y;
  const bbox = [PAGE.left, top, PAGE.left + picture.width * scale, top + height];
  const figure = sheet.tag('Figure', { alt: picture.title, bbox });
  figure.add(() => {
    sheet.pdf.save().translate(PAGE.left, top).scale(scale);
    for (const mark of picture.marks) paintMark(sheet.pdf, mark);
    sheet.pdf.restore();
  });
  figure.end();
  sheet.moveDown(height + BELOW);
}

/** One mark, in the unit of its picture. */
export function paintMark(pdf: PDFKit.PDFDocument, mark: Mark): void {
  switch (mark.kind) {
    case 'box':
      paintBox(pdf, mark);
      return;
    case 'text':
      paintText(pdf, mark);
      return;
    case 'path':
      paintPath(pdf, mark);
      return;
    case 'cell':
      for (const inner of mark.marks) paintMark(pdf, inner);
  }
}

function paintBox(pdf: PDFKit.PDFDocument, { x, y, width, height, tone, fill, edge }: Mark & { kind: 'box' }): void {
  const { dark, pale } = TONES[tone];
  if (fill !== 'none') pdf.rect(x, y, width, height).fill(fill === 'solid' ? dark : pale);
  if (edge) pdf.roundedRect(x, y, width, height, 5).lineWidth(1).stroke(dark);
}

function paintText(pdf: PDFKit.PDFDocument, { x, y, text, size, tone, bold, anchor }: Mark & { kind: 'text' }): void {
  const shown = printable(text);
  pdf.font(bold === true ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
  const shift = anchor === undefined || anchor === 'start' ? 0 : pdf.widthOfString(shown) / (anchor === 'end' ? 1 : 2);
  pdf.fillColor(TONES[tone].dark).text(shown, x - shift, y - size * ASCENT, { lineBreak: false });
}

function paintPath(pdf: PDFKit.PDFDocument, { stroke, tone, at }: Mark & { kind: 'path' }): void {
  pdf.save();
  if (at !== undefined) pdf.translate(at.x, at.y).scale(at.scale);
  paintStroke(pdf, stroke, TONES[tone].dark);
  pdf.restore();
}

function paintStroke(pdf: PDFKit.PDFDocument, { d, filled, knockedOut, width, dash }: Stroke, colour: string): void {
  pdf.path(d).lineCap('round').lineJoin('round');
  if (filled === true) {
    pdf.fill(colour);
    return;
  }
  pdf.lineWidth(width ?? 1.5);
  if (dash !== undefined) pdf.dash(dash[0], { space: dash[1] });
  pdf.stroke(knockedOut === true ? '#ffffff' : colour);
}
