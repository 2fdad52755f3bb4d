import type { Status } from '#compliance';

import { STATUS_WORDS } from './status-words.js';
import { visibleText } from './visible-text.js';

/** One line of the coverage: status, denominator with its source, and why. */
export interface TableTask {
  readonly id: string;
  readonly status: Status;
  /** "12 of 12 artifacts, independent" */
  readonly counted: string;
  /** What people stated; absent leaves the column out. */
  readonly human?: string;
  readonly why: string;
}

export interface TableGroup {
  readonly id: string;
  readonly title: string;
  readonly tasks: readonly TableTask[];
}

/** How wide the page is and how a status is coloured; without it, one line per task, however long, and no colour. */
export interface TableLayout {
  readonly columns?: number;
  readonly paint?: (status: Status, cell: string) => string;
}

const HEAD = { id: 'task', status: 'status', counted: 'machine part', human: 'human', why: 'why' };
const GAP = '  ';
const LEAST_WHY = 30;

/** Tasks by group. Where the page is too narrow for the reason beside its task, the reason stands below it. */
export function taskTable(groups: readonly TableGroup[], layout: TableLayout = {}): readonly string[] {
  const rows = groups.flatMap(({ tasks }) => tasks.map(cellsOf));
  const widths = widthsOf(rows);
  const print = (cells: Cells) => lines(cells, { widths, layout });
  return [
    ...lines(withoutHuman(HEAD, widths), { widths, layout: withoutPaint(layout) }),
    ...groups.flatMap((group) => [
      '',
      visibleText(`${group.id}  ${group.title}`),
      ...group.tasks.flatMap((task) => print(cellsOf(task))),
    ]),
  ];
}

interface Cells {
  readonly id: string;
  readonly status: string;
  readonly counted: string;
  readonly human: string;
  readonly why: string;
  readonly painted?: Status;
}
type Column = 'id' | 'status' | 'counted' | 'human';
type Widths = Readonly<Record<Column, number>>;

function cellsOf({ id, status, counted, human, why }: TableTask): Cells {
  const { mark, word } = STATUS_WORDS[status];
  return {
    id: visibleText(id),
    status: `${mark} ${word}`,
    counted: visibleText(counted),
    human: visibleText(human ?? ''),
    why: visibleText(why),
    painted: status,
  };
}

function widthsOf(rows: readonly Cells[]): Widths {
  const width = (column: Column) => Math.max(HEAD[column].length, ...rows.map((cells) => graphemeCount(cells[column])));
  const human = rows.some((cells) => cells.human !== '') ? width('human') : 0;
  return { id: width('id'), status: width('status'), counted: width('counted'), human };
}

function withoutHuman(head: Cells, widths: Widths): Cells {
  return widths.human === 0 ? { ...head, human: '' } : head;
}

function withoutPaint({ columns }: TableLayout): TableLayout {
  return columns === undefined ? {} : { columns };
}

function lines(cells: Cells, page: { readonly widths: Widths; readonly layout: TableLayout }): readonly string[] {
  const { widths, layout } = page;
  const columns: readonly Column[] = ['id', 'status', 'counted', ...(widths.human === 0 ? [] : (['human'] as const))];
  const left = columns.reduce((sum, column) => sum + widths[column] + GAP.length, 0);
  const row = columns.map((column) => paint(padded(cells[column], widths[column]), { column, cells, layout }));
  const start = row.join(GAP);
  if (layout.columns === undefined) return [`${start}${GAP}${cells.why}`.trimEnd()];
  if (layout.columns - left >= LEAST_WHY) return beside(start, wrapped(cells.why, layout.columns - left), left);
  const indent = ' '.repeat(widths.id + GAP.length);
  const below = wrapped(cells.why, Math.max(LEAST_WHY, layout.columns - indent.length));
  return [start.trimEnd(), ...below.map((line) => `${indent}${line}`)];
}

function beside(start: string, why: readonly string[], left: number): readonly string[] {
  const [first = '', ...rest] = why;
  return [`${start}${GAP}${first}`.trimEnd(), ...rest.map((line) => `${' '.repeat(left)}${line}`)];
}

function paint(
  cell: string,
  at: { readonly column: Column; readonly cells: Cells; readonly layout: TableLayout },
): string {
  const { column, cells, layout } = at;
  if (column !== 'status' || cells.painted === undefined || layout.paint === undefined) return cell;
  return layout.paint(cells.painted, cell);
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - graphemeCount(cell)));
}

/** Lines of at most `width` characters, broken between words; a word that is longer is broken where it must be. */
export function wrapped(text: string, width: number): readonly string[] {
  const made: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => cut(each, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (graphemeCount(longer) <= width) line = longer;
    else {
      made.push(line);
      line = word;
    }
  }
  return [...made, line];
}

function cut(word: string, width: number): readonly string[] {
  const characters = Array.from(graphemes.segment(word), ({ segment }) => segment);
  if (characters.length <= width) return [word];
  const parts = Math.ceil(characters.length / width);
  return Array.from({ length: parts }, (_, part) => characters.slice(part * width, (part + 1) * width).join(''));
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns a terminal needs, near enough: what people count as characters. */
function graphemeCount(text: string): number {
  return Array.from(graphemes.segment(text)).length;
}
