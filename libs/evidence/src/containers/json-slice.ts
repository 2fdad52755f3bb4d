import { LIMITS, ParseError, toUtf8 } from '#kernel';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;

/**
 * A value inside of JSON text together with where it stands, so that it can be cut out exactly as it was written. Looks no
 * further than it is asked to. Nothing is validated: on malformed text the answers mean nothing, but there is one.
 */
export class JsonSlice {
  #end: number | undefined;

  private constructor(
    private readonly text: string,
    private readonly start: number,
    /** `attestations[1].bundle`; empty for the whole document. */
    readonly path: string,
  ) {}

  static of(text: string): JsonSlice {
    return new JsonSlice(text, skipSpace(text, 0), '');
  }

  get isObject(): boolean {
    return this.text.charCodeAt(this.start) === OPEN_OBJECT;
  }

  /** A member of an object, by a key that needs no escaping; undefined where there is none, or no object. */
  member(key: string): JsonSlice | undefined {
    if (!this.isObject) return undefined;
    const written = `"${key}"`;
    for (const [name, value] of this.#children()) {
      if (name === written) return value.#under(this.path === '' ? key : `${this.path}.${key}`);
    }
    return undefined;
  }

  /** The items of an array; undefined where this is none. @throws ParseError LIMIT_EXCEEDED */
  items(): readonly JsonSlice[] | undefined {
    if (this.text.charCodeAt(this.start) !== OPEN_ARRAY) return undefined;
    const items: JsonSlice[] = [];
    for (const [, value] of this.#children()) {
      if (items.length === LIMITS.containerPieces) throw this.#tooMany();
      items.push(value.#under(`${this.path}[${items.length}]`));
    }
    return items;
  }

  /** The text of a string; undefined where this is none. */
  string(): string | undefined {
    if (this.text.charCodeAt(this.start) !== QUOTE) return undefined;
    try {
      return JSON.parse(this.text.slice(this.start, this.#endOfThis())) as string;
    } catch {
      return undefined;
    }
  }

  bytes(): Uint8Array {
    return toUtf8(this.text.slice(this.start, this.#endOfThis()));
  }

  #under(path: string): JsonSlice {
    const slice = new JsonSlice(this.text, this.start, path);
    slice.#end = this.#end;
    return slice;
  }

  #endOfThis(): number {
    return (this.#end ??= endOfValue(this.text, this.start));
  }

  #tooMany(): ParseError {
    const place = this.path === '' ? 'the list' : this.path;
    return new ParseError(
      'LIMIT_EXCEEDED',
      `${place} has more than the ${LIMITS.containerPieces} items that are taken`,
    );
  }

  /** Each child of an object or array, with its key as it is written. */
  *#children(): Generator<readonly [string, JsonSlice]> {
    let at = skipSpace(this.text, this.start + 1);
    while (at < this.text.length && !isClosing(this.text, at)) {
      const keyEnd = this.isObject ? endOfString(this.text, at) : at;
      const key = this.text.slice(at, keyEnd);
      const start = this.isObject ? skipSpace(this.text, skipSpace(this.text, keyEnd) + 1) : at;
      const child = new JsonSlice(this.text, start, '');
      yield [key, child];
      at = skipSpace(this.text, child.#endOfThis());
      if (this.text.charCodeAt(at) !== COMMA) return;
      at = skipSpace(this.text, at + 1);
    }
  }
}

function isClosing(text: string, at: number): boolean {
  return text[at] === ']' || text[at] === '}';
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++;
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
