import { ParseError } from './app-error.js';
import { fromUtf8 } from './bytes.js';
import { LIMITS } from './limits.js';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** No path of limits is longer. */
const MAX_PATH_KEYS = 4;

/** What the structural pass remembers of one open bracket: the keys of an object, as a set only where they are many. */
type Open = typeof ARRAY | string[] | Set<string>;
const ARRAY = undefined;
const FEW_KEYS = 16;

/** How many elements the list at a path of keys (`dsseEnvelope.signatures`) may have. */
export type ListLimits = ReadonlyMap<string, number>;
const NO_LIMITS: ListLimits = new Map();

/**
 * Parses RFC 8259 JSON and refuses what lets two readers see two documents: ill-formed UTF-8, a byte order mark,
 * a key twice in one object, the key `__proto__`, nesting over 64, lists of more than a million. The input is hostile.
 * @param limits refuses lists before anything is built of them; who reads a list counts it again
 * @throws ParseError JSON_INVALID, JSON_DUPLICATE_KEY, JSON_TOO_DEEP, JSON_FORBIDDEN_KEY, LIMIT_EXCEEDED, UTF8_INVALID
 */
export function parseStrictJson(bytes: Uint8Array, limits = NO_LIMITS): JsonValue {
  return parseStrictJsonText(fromUtf8(bytes), limits);
}

/** As {@link parseStrictJson}, for text that is already decoded. */
export function parseStrictJsonText(text: string, limits = NO_LIMITS): JsonValue {
  checkStructure(text, new Lists(limits));
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new ParseError('JSON_INVALID', `not JSON: ${(cause as Error).message.slice(0, 120)}`, { cause });
  }
}

/**
 * One pass over the text for depth, duplicate keys and long lists. It need not validate: JSON.parse does that
 * afterwards, and whatever this pass misreads in malformed text, JSON.parse refuses.
 */
function checkStructure(text: string, lists: Lists): void {
  const open: Open[] = [];
  let keyNext = false;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case QUOTE: {
        const end = endOfString(text, i);
        if (keyNext) {
          const key = keyOf(text, i, end);
          open[open.length - 1] = withKey(open[open.length - 1], key);
          lists.key(open.length, key);
        }
        keyNext = false;
        i = end - 1;
        break;
      }
      case 0x7b: // {
      case 0x5b: {
        const isObject = text.charCodeAt(i) === 0x7b;
        open.push(isObject ? [] : ARRAY);
        if (open.length > LIMITS.jsonDepth) {
          throw new ParseError('JSON_TOO_DEEP', `JSON nests deeper than ${LIMITS.jsonDepth}`);
        }
        lists.open(open.length, isObject);
        keyNext = isObject;
        break;
      }
      case 0x7d: // }
      case 0x5d:
        open.pop();
        keyNext = false;
        break;
      case 0x2c: // ,
        keyNext = open[open.length - 1] !== ARRAY;
        if (!keyNext) lists.comma(open.length);
        break;
    }
  }
}

/** Counts the commas of each open list; what stands at no path of the limits may have a million elements. */
class Lists {
  /** By depth, from 1: the key that was read last, null in a list. */
  readonly #keys: (string | null)[] = [];
  readonly #commas: number[] = [];
  readonly #limits: number[] = [];

  constructor(private readonly limits: ListLimits) {}

  key(depth: number, key: string): void {
    if (depth <= MAX_PATH_KEYS) this.#keys[depth] = key;
  }

  open(depth: number, isObject: boolean): void {
    if (isObject) return;
    const limit = this.limits.size === 0 ? undefined : this.limits.get(this.#path(depth));
    this.#limits[depth] = limit ?? LIMITS.listElements;
    this.#commas[depth] = 0;
    if (depth <= MAX_PATH_KEYS) this.#keys[depth] = null;
  }

  comma(depth: number): void {
    const commas = (this.#commas[depth] ?? 0) + 1;
    this.#commas[depth] = commas;
    const limit = this.#limits[depth] ?? LIMITS.listElements;
    if (commas < limit) return;
    const place = this.#path(depth) || 'a list of the document';
    throw new ParseError('LIMIT_EXCEEDED', `${place} has more than the ${limit} items that are accepted`);
  }

  /** Keys down to the list that opened at `depth`; empty for what stands inside of another list. */
  #path(depth: number): string {
    if (depth < 2 || depth > MAX_PATH_KEYS + 1) return '';
    const keys = this.#keys.slice(1, depth);
    return keys.includes(null) ? '' : keys.join('.');
  }
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  for (;;) {
    const quote = text.indexOf('"', i);
    if (quote === -1) return text.length;
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    i = quote + 1;
  }
}

function withKey(keys: Open = [], key: string): Open {
  if (key === '__proto__') throw new ParseError('JSON_FORBIDDEN_KEY', 'JSON uses the key "__proto__"');
  if (Array.isArray(keys) ? keys.includes(key) : keys.has(key))
    throw new ParseError('JSON_DUPLICATE_KEY', `JSON repeats the key "${key.slice(0, 64)}" in one object`);
  if (!Array.isArray(keys)) return keys.add(key);
  keys.push(key);
  return keys.length > FEW_KEYS ? new Set(keys) : keys;
}

function keyOf(text: string, start: number, end: number): string {
  const key = text.slice(start + 1, end - 1);
  if (!key.includes('\\')) return key;
  try {
    return JSON.parse(text.slice(start, end)) as string;
  } catch (cause) {
    throw new ParseError('JSON_INVALID', 'malformed string escape in a key', { cause });
  }
}
