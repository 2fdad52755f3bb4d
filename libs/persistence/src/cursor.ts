import type { Page, PageRequest } from '#application';
import { AppError, parseInstant, type Instant } from '#kernel';

const MOST = 100;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Is this a row id at all? What is not cannot name a row, and must not reach a uuid comparison. */
export function isRowId(text: string): boolean {
  return UUID.test(text);
}

/** Row ids among these texts. */
export function rowIds<T extends string>(texts: readonly T[]): T[] {
  return texts.filter(isRowId);
}

/** How a row's place in the order of a list is written into a cursor and read back. The cursor comes from the client. */
export interface Keyset<Key> {
  readonly write: (key: Key) => string;
  /** @throws AppError invalid CURSOR_INVALID */
  readonly read: (cursor: string) => Key;
}

export const byId: Keyset<string> = {
  write: encode,
  read: (cursor) => {
    const id = decode(cursor);
    if (!isRowId(id)) throw invalidCursor();
    return id;
  },
};

export const bySequence: Keyset<number> = {
  write: (sequence) => encode(String(sequence)),
  read: (cursor) => {
    const text = decode(cursor);
    if (!/^\d{1,15}$/.test(text)) throw invalidCursor();
    return Number(text);
  },
};

export interface TimedKey {
  readonly at: Instant;
  readonly digest: string;
}

export const byTime: Keyset<TimedKey> = {
  write: ({ at, digest }) => encode(`${at} ${digest}`),
  read: (cursor) => {
    const [at = '', digest = '', ...rest] = decode(cursor).split(' ');
    if (!/^sha256:[0-9a-f]{64}$/.test(digest) || rest.length > 0) throw invalidCursor();
    try {
      return { at: parseInstant(at), digest };
    } catch {
      throw invalidCursor();
    }
  },
};

/** The key after which a page starts, and how many rows to read: one more than asked for tells whether there is more. */
export function pageStart<Key>(
  keyset: Keyset<Key>,
  page: PageRequest,
): { readonly after?: Key; readonly take: number } {
  if (!Number.isInteger(page.first) || page.first < 1 || page.first > MOST) {
    throw new AppError('invalid', 'PAGE_SIZE', `a page has 1 to ${MOST} rows: ask for "first" in that range`);
  }
  const take = page.first + 1;
  return page.after === undefined ? { take } : { after: keyset.read(page.after), take };
}

/** Cuts rows that were read with {@link pageStart} into the page that was asked for. */
export function toPage<Row, T>(
  rows: readonly Row[],
  page: PageRequest,
  each: (row: Row) => { readonly cursor: string; readonly node: T },
): Page<T> {
  return { items: rows.slice(0, page.first).map(each), hasNextPage: rows.length > page.first };
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

function decode(cursor: string): string {
  if (cursor.length > 256) throw invalidCursor();
  return Buffer.from(cursor, 'base64url').toString('utf8');
}

function invalidCursor(): AppError {
  return new AppError('invalid', 'CURSOR_INVALID', 'this cursor was not given out by this list: start without one');
}
