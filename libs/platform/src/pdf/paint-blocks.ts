import type { PrintBlock } from '#reporting';

import { paintPicture } from './paint-picture.js';
import { paintTable } from './paint-table.js';
import { printable } from './printable.js';
import { heightOf, PAGE, TEXT_WIDTH, type Sheet } from './sheet.js';
import { FACES, TONES } from './typeface.js';

const MOST_CHARACTERS = 20_000;
const INDENT = 12;

export function paintBlock(sheet: Sheet, block: PrintBlock): void {
  switch (block.kind) {
    case 'heading':
      paintHeading(sheet, block);
      return;
    case 'paragraph':
      paintParagraph(sheet, block);
      return;
    case 'list':
      paintList(sheet, block.items);
      return;
    case 'table':
      paintTable(sheet, block);
      return;
    case 'picture':
      paintPicture(sheet, block.picture);
      return;
  }
}

/** Never alone at the foot of a page. */
function paintHeading(sheet: Sheet, { level, text, onNewPage }: PrintBlock & { kind: 'heading' }): void {
  const face = FACES.heading[level - 1] ?? FACES.heading[2];
  const lines = sheet.lines(text, face, TEXT_WIDTH);
  if (onNewPage === true && !sheet.isAtTop) sheet.newPage();
  if (!sheet.isAtTop) sheet.moveDown(level === 3 ? 8 : 16);
  sheet.require(heightOf(lines) + 60);
  if (level < 3) sheet.pdf.outline.addItem(printable(text));
  sheet.flow(sheet.tag(`H${level}`), lines, PAGE.left);
  sheet.moveDown(level === 3 ? 2 : 6);
}

function paintParagraph(sheet: Sheet, { text, tone = 'plain' }: PrintBlock & { kind: 'paragraph' }): void {
  const isBarred = tone === 'note' || tone === 'code';
  const inset = isBarred ? INDENT : 0;
  const lines = sheet.lines(text, FACES[tone], TEXT_WIDTH - inset, MOST_CHARACTERS);
  const height = heightOf(lines);
  if (isBarred) {
    sheet.require(height);
    const bar = Math.min(height, sheet.room);
    sheet.decorate(() => sheet.pdf.rect(PAGE.left, sheet.y - 2, 3, bar + 1).fill(TONES.SUPPORTED.dark));
  }
  sheet.flow(sheet.tag(tone === 'code' ? 'Code' : 'P'), lines, PAGE.left + inset);
  sheet.moveDown(5);
}

function paintList(sheet: Sheet, items: readonly string[]): void {
  const list = sheet.tag('L');
  for (const item of items) {
    const lines = sheet.lines(item, FACES.plain, TEXT_WIDTH - INDENT, MOST_CHARACTERS);
    sheet.require(FACES.plain.leading);
    const entry = sheet.tag('LI', {}, list);
    const label = sheet.tag('Lbl', {}, entry);
    label.add(() => {
      sheet.set({ text: '•', face: FACES.plain }, PAGE.left + 2, sheet.y);
    });
    label.end();
    sheet.flow(sheet.tag('LBody', {}, entry), lines, PAGE.left + INDENT);
    entry.end();
    sheet.moveDown(2);
  }
  list.end();
  sheet.moveDown(4);
}
