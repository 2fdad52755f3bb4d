import { statusSign, type PrintCell, type PrintTable } from '#reporting';

import { paintMark } from './paint-picture.js';
import { fitting, heightOf, PAGE, PAGE_ROOM, TEXT_WIDTH, type Element, type SetLine, type Sheet } from './sheet.js';
import { FACES, HAIRLINE, PALE, TONES, type Typeface } from './typeface.js';

const PADDING = { x: 4, y: 3.5 };
const SIGN = { side: 8, room: 12 };
const BELOW = 12;

/** A column as it stands on the page. */
interface Place {
  readonly x: number;
  readonly width: number;
}

/** A cell broken into lines; `status` has its sign before the first one. */
interface SetCell {
  readonly lines: readonly SetLine[];
  readonly status?: PrintCell['status'];
}

/** A table with headings for columns and rows; its head stands again on each page that it runs over. */
export function paintTable(sheet: Sheet, table: PrintTable): void {
  const places = placesOf(table);
  const head = headOf(sheet, table, places);
  const caption = sheet.lines(table.caption, FACES.caption, TEXT_WIDTH);
  sheet.require(heightOf(caption) + rowHeight(head) + 40);
  const element = sheet.tag('Table');
  sheet.flow(sheet.tag('Caption', {}, element), caption, PAGE.left);
  sheet.moveDown(3);
  paintHead(sheet, head, places, element);
  for (const row of table.rows) {
    const cells = row.map((cell, column) => setCell(sheet, cell, { column, width: places[column]?.width ?? 0 }));
    paintRow(sheet, cells, { places, head, element });
  }
  element.end();
  sheet.moveDown(BELOW);
}

function placesOf({ columns }: PrintTable): readonly Place[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let x: number = PAGE.left;
  return columns.map(({ share }) => {
    const width = (TEXT_WIDTH * share) / shares;
    const place = { x, width };
    x += width;
    return place;
  });
}

function headOf(sheet: Sheet, { columns }: PrintTable, places: readonly Place[]): readonly SetCell[] {
  return columns.map(({ title }, column) => ({
    lines: sheet.lines(title, FACES.column, (places[column]?.width ?? 0) - 2 * PADDING.x),
  }));
}

function setCell(
  sheet: Sheet,
  { text, status, code, below = [] }: PrintCell,
  { column, width }: { readonly column: number; readonly width: number },
): SetCell {
  const room = width - 2 * PADDING.x - (status === undefined ? 0 : SIGN.room);
  const face = faceOf({ column, code: code === true, status });
  return {
    lines: [
      ...sheet.lines(text, face, room),
      ...below.filter((line) => line !== '').flatMap((line) => sheet.lines(line, FACES.below, room)),
    ],
    ...(status !== undefined && { status }),
  };
}

function faceOf(cell: {
  readonly column: number;
  readonly code: boolean;
  readonly status: PrintCell['status'];
}): Typeface {
  if (cell.code) return FACES.cellCode;
  const face = cell.column === 0 || cell.status !== undefined ? FACES.rowHeading : FACES.cell;
  return cell.status === undefined ? face : { ...face, colour: TONES[cell.status].dark };
}

function rowHeight(cells: readonly SetCell[]): number {
  return Math.max(0, ...cells.map(({ lines }) => heightOf(lines))) + 2 * PADDING.y;
}

/** With a tag once; where it stands again on a later page it is decoration, so that nobody hears it twice. */
function paintHead(sheet: Sheet, head: readonly SetCell[], places: readonly Place[], element?: Element): void {
  const height = rowHeight(head);
  sheet.decorate(() => sheet.pdf.rect(PAGE.left, sheet.y, TEXT_WIDTH, height).fill(PALE));
  if (element === undefined) {
    sheet.decorate(() => head.forEach((cell, column) => paintCell(sheet, cell, places[column])));
  } else {
    const row = sheet.tag('TR', {}, element);
    head.forEach((cell, column) => tagCell(sheet, cell, places[column], sheet.tag('TH', { scope: 'Column' }, row)));
    row.end();
  }
  sheet.moveDown(height);
}

interface RowPlace {
  readonly places: readonly Place[];
  readonly head: readonly SetCell[];
  readonly element: Element;
}

/** On one page where it fits on one, else broken between lines. */
function paintRow(sheet: Sheet, cells: readonly SetCell[], at: RowPlace): void {
  const whole = PAGE_ROOM - rowHeight(at.head);
  for (let rest = cells; rest.some(({ lines }) => lines.length > 0);) {
    const least = Math.min(rowHeight(rest), whole, rowHeight(rest) > whole ? 60 : whole);
    if (least > sheet.room) {
      sheet.newPage();
      paintHead(sheet, at.head, at.places);
    }
    const here = rest.map((cell) => ({ ...cell, lines: fitting(cell.lines, sheet.room - 2 * PADDING.y) }));
    paintPiece(sheet, here, at);
    rest = rest.map(({ lines }, column) => ({ lines: lines.slice(here[column]?.lines.length ?? 0) }));
  }
}

function paintPiece(sheet: Sheet, cells: readonly SetCell[], { places, element }: RowPlace): void {
  const row = sheet.tag('TR', {}, element);
  cells.forEach((cell, column) => {
    const tag = column === 0 ? sheet.tag('TH', { scope: 'Row' }, row) : sheet.tag('TD', {}, row);
    tagCell(sheet, cell, places[column], tag);
  });
  row.end();
  sheet.moveDown(rowHeight(cells));
  sheet.decorate(() =>
    sheet.pdf
      .moveTo(PAGE.left, sheet.y)
      .lineTo(PAGE.left + TEXT_WIDTH, sheet.y)
      .lineWidth(0.4)
      .stroke(HAIRLINE),
  );
}

function tagCell(sheet: Sheet, cell: SetCell, place: Place | undefined, tag: Element): void {
  tag.add(() => {
    paintCell(sheet, cell, place);
  });
  tag.end();
}

function paintCell(sheet: Sheet, { lines, status }: SetCell, place: Place | undefined): void {
  if (place === undefined) return;
  let y = sheet.y + PADDING.y;
  const x = place.x + PADDING.x;
  if (status !== undefined) for (const mark of statusSign(status, x, y - 0.5, SIGN.side)) paintMark(sheet.pdf, mark);
  for (const line of lines) {
    sheet.set(line, x + (status === undefined ? 0 : SIGN.room), y);
    y += line.face.leading;
  }
}
