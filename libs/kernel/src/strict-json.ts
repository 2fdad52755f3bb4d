import { ParseError } from './app-error.js';
import { fromUtf8 } from './bytes.js';
import { withEscapedDashes } from './escaped-dashes.js';
import { countKeys, repeatedKey, type ListLimits } from './json-structure.js';

export type { ListLimits } from './json-structure.js';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

const NO_LIMITS: ListLimits = new Map();
/** As much of a long document is looked at for lists before the rest of it is even decoded. */
const BEGINNING_BYTES = 1024 * 1024;

/**
 * Parses RFC 8259 JSON and refuses what lets two readers see two documents: ill-formed UTF-8, a byte order mark,
 * a key twice in one object, the key `__proto__`, nesting over 64, lists of more than a million. The input is hostile.
 * @param limits refuses lists before anything is built of them; who reads a list counts it again
 * @throws ParseError JSON_INVALID, JSON_DUPLICATE_KEY, JSON_TOO_DEEP, JSON_FORBIDDEN_KEY, LIMIT_EXCEEDED, UTF8_INVALID
 */
export function parseStrictJson(bytes: Uint8Array, limits = NO_LIMITS): JsonValue {
  if (limits.size > 0 && bytes.length > BEGINNING_BYTES) countKeys(beginningOf(bytes), limits);
  return parseStrictJsonText(withEscapedDashes(bytes) ?? fromUtf8(bytes), limits);
}

/** A list that is too long there does not get shorter behind it, whatever the bytes are that it is cut at. */
function beginningOf({ buffer, byteOffset }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, BEGINNING_BYTES).toString('latin1');
}

/** As {@link parseStrictJson}, for text that is already decoded. */
export function parseStrictJsonText(text: string, limits = NO_LIMITS): JsonValue {
  const keys = countKeys(text, limits);
  const value = parsed(text);
  // JSON.parse keeps one of two equal keys, with everything below it: then fewer are there than stood in the text.
  if (countKept(value) !== keys) throw repeatedKey(text);
  return value;
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new ParseError('JSON_INVALID', `not JSON: ${(cause as Error).message.slice(0, 120)}`, { cause });
  }
}

function countKept(value: JsonValue | undefined): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) count += countKept(item);
    return count;
  }
  const object = value as JsonObject;
  for (const key of Object.keys(object)) {
    if (key === '__proto__') throw new ParseError('JSON_FORBIDDEN_KEY', 'JSON uses the key "__proto__"');
    count += 1 + countKept(object[key]);
  }
  return count;
}
