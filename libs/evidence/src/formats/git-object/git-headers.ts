import { concatBytes, ParseError } from '#kernel';

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
  const list: GitHeader[] = [];
  for (let at = 0; ;) {
    const feed = content.indexOf(LINE_FEED, at);
    if (feed === -1) throw invalid('the headers do not end with an empty line');
    if (feed === at) return { list, message: at + 1 };
    if (content.subarray(at, feed).includes(NUL)) throw invalid('a NUL byte in a header');
    if (content[at] === SPACE) list.push({ ...continued(list.pop()), end: feed + 1 });
    else list.push(headerAt(content, at, feed));
    if (list.length > MAX_HEADERS) throw invalid(`more than ${MAX_HEADERS} headers`);
    at = feed + 1;
  }
}

function continued(header: GitHeader | undefined): GitHeader {
  if (header === undefined) throw invalid('a continuation line without a header');
  return header;
}

function headerAt(content: Uint8Array, start: number, feed: number): GitHeader {
  const space = content.indexOf(SPACE, start);
  if (space === -1 || space > feed) throw invalid('a header without a value');
  const name = Buffer.from(content.subarray(start, space)).toString('latin1');
  return { name, start, value: space + 1, end: feed + 1 };
}

/** The value with its lines joined: of each continuation line one space is git's, the rest the writer's. */
export function valueOf(content: Uint8Array, { value, end }: GitHeader): Uint8Array {
  const lines: Uint8Array[] = [];
  for (let at = value; at < end;) {
    const next = content.indexOf(LINE_FEED, at) + 1;
    lines.push(content.subarray(lines.length === 0 ? at : at + 1, next));
    at = next;
  }
  return concatBytes(...lines).subarray(0, -1);
}

export function invalid(what: string): ParseError {
  return new ParseError('GIT_OBJECT_INVALID', `not a commit or tag object of git: ${what}`);
}
