import { LIMITS, ParseError, toUtf8, type JsonObject, type JsonValue } from '#kernel';
import { canonicalize } from '@tufjs/canonical-json';

/**
 * The bytes that an in-toto signature is over: OLPC canonical JSON, which has no fractions, escapes only quote and
 * backslash and sorts keys by code point. What two encoders would write differently is refused before it is encoded.
 * @throws ParseError CANONICAL_JSON
 */
export function canonicalBytes(json: JsonValue): Uint8Array {
  requireEncodable(json, 1);
  return toUtf8(canonicalize(json));
}

function requireEncodable(json: JsonValue | undefined, depth: number): void {
  if (depth > LIMITS.jsonDepth) throw refused(`nesting deeper than ${LIMITS.jsonDepth}`);
  if (typeof json === 'number' && !Number.isSafeInteger(json)) throw refused(`the number ${json}`);
  if (typeof json === 'string') requireUnicode(json);
  if (Array.isArray(json)) for (const item of json as readonly JsonValue[]) requireEncodable(item, depth + 1);
  else if (typeof json === 'object' && json !== null) requireObject(json as JsonObject, depth);
}

function requireObject(object: JsonObject, depth: number): void {
  const keys = Object.keys(object);
  keys.forEach(requireUnicode);
  if (!sortsOneWay(keys)) throw refused('keys that sort one way by code point and another by UTF-16');
  for (const key of keys) requireEncodable(object[key], depth + 1);
}

/** A lone surrogate has no UTF-8: two texts would become the same bytes. */
function requireUnicode(text: string): void {
  if (/\p{Surrogate}/u.test(text)) throw refused('text that is not well-formed Unicode');
}

/** The two orders differ only between a character beyond U+FFFF and one from U+E000 up. */
function sortsOneWay(keys: readonly string[]): boolean {
  return !(keys.some((key) => /[\u{10000}-\u{10FFFF}]/u.test(key)) && keys.some((key) => /[\uE000-\uFFFF]/u.test(key)));
}

function refused(what: string): ParseError {
  return new ParseError('CANONICAL_JSON', `canonical JSON cannot hold ${what}`);
}
