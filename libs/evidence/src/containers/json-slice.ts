import { LIMITS, ParseError, toUtf8 } from '#kernel';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;

/**
 * A value inside of JSON text together with where it stands, so that it can be cut out exactly as it was written.
 * Assumes: the text was accepted by the strict JSON reader; nothing is validated here.
 */
export class JsonSlice {
  private constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly end: number,
    /** `attestations[1].bundle`; empty for the whole document. */
    readonly path: string,
  ) {}

  static of(text: string): JsonSlice {
    const start = skipSpace(text, 0);
    return new JsonSlice(text, start, endOfValue(text, start), '');
  }

  get isObject(): boolean {
    return this.text.charCodeAt(this.start) === OPEN_OBJECT;
  }

  /** A member of an object; undefined where there is none, or no object. */
  member(key: string): JsonSlice | undefined {
    if (!this.isObject) return undefined;
    for (const [name, start, end] of this.#children()) {
      if (JSON.parse(name) === key) return this.#at(start, end, this.path === '' ? key : `${this.path}.${key}`);
    }
    return undefined;
  }

  /** The items of an array; undefined where this is none. @throws ParseError LIMIT_EXCEEDED */
  items(): readonly JsonSlice[] | undefined {
    if (this.text.charCodeAt(this.start) !== OPEN_ARRAY) return undefined;
    const items: JsonSlice[] = [];
    for (const [, start, end] of this.#children()) {
      if (items.length === LIMITS.containerPieces) throw this.#tooMany();
      items.push(this.#at(start, end, `${this.path}[${items.length}]`));
    }
    return items;
  }

  bytes(): Uint8Array {
    return toUtf8(this.text.slice(this.start, this.end));
  }

  #at(start: number, end: number, path: string): JsonSlice {
    return new JsonSlice(this.text, start, end, path);
  }

  #tooMany(): ParseError {
    const place = this.path === '' ? 'the list' : this.path;
    return new ParseError(
      'LIMIT_EXCEEDED',
      `${place} has more than the ${LIMITS.containerPieces} items that are taken`,
    );
  }

  /** Each child of an object or array: its key as it is written, where its value begins and where it ends. */
  *#children(): Generator<readonly [string, number, number]> {
    let at = skipSpace(this.text, this.start + 1);
    while (at < this.end - 1) {
      let key = '';
      if (this.isObject) {
        const keyEnd = endOfString(this.text, at);
        key = this.text.slice(at, keyEnd);
        at = skipSpace(this.text, skipSpace(this.text, keyEnd) + 1);
      }
      const end = endOfValue(this.text, at);
      yield [key, at, end];
      at = skipSpace(this.text, skipSpace(this.text, end) + 1);
    }
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at++;
  return at;
}

function endOfValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return endOfString(text, start);
  if (first === OPEN_OBJECT || first === OPEN_ARRAY) return endOfBrackets(text, start);
  const rest = /[^\s,\]}]*/y;
  rest.lastIndex = start;
  rest.exec(text);
  return rest.lastIndex;
}

function endOfBrackets(text: string, start: number): number {
  const mark = /["[\]{}]/g;
  let depth = 0;
  mark.lastIndex = start;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    if (found[0] === '"') mark.lastIndex = endOfString(text, found.index);
    else depth += found[0] === '{' || found[0] === '[' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}
