import { ParseError } from './app-error.js';
import { fromUtf8 } from './bytes.js';
import { LIMITS } from './limits.js';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What the structural pass remembers of one open bracket: a set is only made for the second key of an object. */
type Open = typeof ARRAY | typeof NO_KEYS | string | Set<string>;
const ARRAY = undefined;
const NO_KEYS = null;

/**
 * Parses RFC 8259 JSON and refuses what lets two readers see two documents: ill-formed UTF-8, a byte order mark,
 * a key twice in one object, the key `__proto__`, nesting over 64. The input is hostile.
 * @throws ParseError JSON_INVALID, JSON_DUPLICATE_KEY, JSON_TOO_DEEP, JSON_FORBIDDEN_KEY, UTF8_INVALID
 */
export function parseStrictJson(bytes: Uint8Array): JsonValue {
  return parseStrictJsonText(fromUtf8(bytes));
}

/** As {@link parseStrictJson}, for text that is already decoded. */
export function parseStrictJsonText(text: string): JsonValue {
  checkStructure(text);
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new ParseError('JSON_INVALID', `not JSON: ${(cause as Error).message.slice(0, 120)}`, { cause });
  }
}

/**
 * One pass over the text for depth and duplicate keys. It need not validate: JSON.parse does that afterwards, and
 * whatever this pass misreads in malformed text, JSON.parse refuses.
 */
function checkStructure(text: string): void {
  const open: Open[] = [];
  let keyNext = false;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case QUOTE: {
        const end = endOfString(text, i);
        if (keyNext) open[open.length - 1] = withKey(open[open.length - 1], text.slice(i, end));
        keyNext = false;
        i = end - 1;
        break;
      }
      case 0x7b: // {
      case 0x5b: {
        const isObject = text.charCodeAt(i) === 0x7b;
        open.push(isObject ? NO_KEYS : ARRAY);
        if (open.length > LIMITS.jsonDepth) {
          throw new ParseError('JSON_TOO_DEEP', `JSON nests deeper than ${LIMITS.jsonDepth}`);
        }
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
        break;
    }
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

function withKey(keys: Open, literal: string): Open {
  const key = literal.includes('\\') ? unescapeKey(literal) : literal.slice(1, -1);
  if (key === '__proto__') throw new ParseError('JSON_FORBIDDEN_KEY', 'JSON uses the key "__proto__"');
  if (keys === NO_KEYS || keys === ARRAY) return key;
  if (typeof keys === 'string' ? keys === key : keys.has(key))
    throw new ParseError('JSON_DUPLICATE_KEY', `JSON repeats the key "${key.slice(0, 64)}" in one object`);
  return typeof keys === 'string' ? new Set([keys, key]) : keys.add(key);
}

function unescapeKey(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch (cause) {
    throw new ParseError('JSON_INVALID', 'malformed string escape in a key', { cause });
  }
}
