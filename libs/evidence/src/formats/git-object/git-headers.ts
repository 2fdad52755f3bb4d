import { ParseError } from '#kernel';

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const NUL = 0x00;
const MAX_HEADERS = 1_000;

/** A header of a commit or tag with its continuation lines, by offsets into the object. */
export interface GitHeader {
  readonly name: string;
  /** Offset of the name. */
  readonly start: number;
  /** Offset of the first byte of the value. */
  readonly value: number;
  /** Offset behind the line feed of the last line. */
  readonly end: number;
}

export interface GitHeaders {
  readonly list: readonly GitHeader[];
  /** Offset of the message, behind the empty line. */
  readonly message: number;
}

/**
 * Headers as git writes them: `name value`, longer values on lines that begin with one space, an empty line at the end.
 * Bytes are not decoded: what is verified is what was received. @throws ParseError GIT_OBJECT_INVALID
 */
export function readHeaders(content: Uint8Array): GitHeaders {
  const list: Writable<GitHeader>[] = [];
  for (let at = 0; ;) {
    const feed = content.indexOf(LINE_FEED, at);
    if (feed === -1) throw invalid('the headers do not end with an empty line');
    if (feed === at) return { list: withoutNul(content, list, at), message: at + 1 };
    if (content[at] !== SPACE) list.push(headerAt(content, at, feed));
    const last = list.at(-1);
    if (last === undefined) throw invalid('a continuation line without a header');
    if (list.length > MAX_HEADERS) throw invalid(`more than ${MAX_HEADERS} headers`);
    last.end = feed + 1;
    at = feed + 1;
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function withoutNul(content: Uint8Array, list: readonly GitHeader[], end: number): readonly GitHeader[] {
  if (content.subarray(0, end).includes(NUL)) throw invalid('a NUL byte in a header');
  return list;
}

function headerAt(content: Uint8Array, start: number, feed: number): GitHeader {
  const space = content.indexOf(SPACE, start);
  if (space === -1 || space > feed) throw invalid('a header without a value');
  const name = Buffer.from(content.subarray(start, space)).toString('latin1');
  return { name, start, value: space + 1, end: feed + 1 };
}

/** The value with its lines joined: of each continuation line one space is git's, the rest the writer's. */
export function valueOf(content: Uint8Array, { value, end }: GitHeader): Uint8Array {
  const joined = new Uint8Array(end - value);
  let length = 0;
  for (let at = value; at < end - 1; at++) {
    if (content[at] === SPACE && at > value && content[at - 1] === LINE_FEED) continue;
    joined[length++] = content[at] ?? 0;
  }
  return joined.subarray(0, length);
}

export function invalid(what: string): ParseError {
  return new ParseError('GIT_OBJECT_INVALID', `not a commit or tag object of git: ${what}`);
}
