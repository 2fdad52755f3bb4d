import type { Status } from '#compliance';
import type { Instant } from '#kernel';

import type { Picture } from '../pictures/picture.js';

/** A document for paper: what stands in which order, and nothing about fonts or pages. */
export interface PrintDocument {
  readonly title: string;
  readonly subject: string;
  /** Who made it: name and version of the software. */
  readonly creator: string;
  /** Dates the file; it comes from what is printed, never from a clock. */
  readonly date: Instant;
  /** Stand on each page, so that no page goes alone without them. */
  readonly marks: readonly string[];
  /** At the foot of each page, beside its number. */
  readonly foot: string;
  readonly blocks: readonly PrintBlock[];
}

export type PrintBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string; readonly onNewPage?: boolean }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: ParagraphTone }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | PrintTable
  | { readonly kind: 'picture'; readonly picture: Picture };

/** `note` stands out, `code` is a command or a digest, `quiet` is small. */
export type ParagraphTone = 'plain' | 'lead' | 'note' | 'quiet' | 'code';

export interface PrintTable {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly PrintColumn[];
  /** The first cell of each row is its heading. */
  readonly rows: readonly (readonly PrintCell[])[];
}

export interface PrintColumn {
  readonly title: string;
  /** Share of the width, relative to the other columns. */
  readonly share: number;
}

export interface PrintCell {
  readonly text: string;
  /** Shown with its sign before the text. */
  readonly status?: Status;
  readonly code?: boolean;
  /** Smaller, each on a line of its own. */
  readonly below?: readonly string[];
}

/** Paper is for reading: whoever needs more rows takes the same report as data. */
export const MOST_ROWS = 2_000;

/** A table of at most {@link MOST_ROWS} rows; how many are left out is said in its caption, never silently. */
export function printTable(
  caption: string,
  columns: readonly (readonly [title: string, share: number])[],
  rows: readonly (readonly (PrintCell | string)[])[],
): PrintTable {
  const left = rows.length - MOST_ROWS;
  const note = left > 0 ? ` (the first ${MOST_ROWS} of ${rows.length}; the others are in the report’s JSON)` : '';
  return {
    kind: 'table',
    caption: caption + note,
    columns: columns.map(([title, share]) => ({ title, share })),
    rows: rows.slice(0, MOST_ROWS).map((row) => row.map((cell) => (typeof cell === 'string' ? { text: cell } : cell))),
  };
}

export function heading(level: 1 | 2 | 3, text: string): PrintBlock {
  return { kind: 'heading', level, text };
}

/** A heading of a part that begins on a page of its own. */
export function part(text: string): PrintBlock {
  return { kind: 'heading', level: 2, text, onNewPage: true };
}

export function paragraph(text: string, tone: ParagraphTone = 'plain'): PrintBlock {
  return { kind: 'paragraph', text, tone };
}

export function list(items: readonly string[]): PrintBlock {
  return { kind: 'list', items };
}
