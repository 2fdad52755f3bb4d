import { digestOf, LIMITS, ParseError, parseStrictJson, type JsonObject, type JsonValue } from '#kernel';

import type { Shape } from './formats/format.js';
import { BYTES_FORMATS, DOCUMENT_LISTS, JSON_FORMATS } from './formats/format-table.js';
import type { Parsed } from './parsed.js';

/**
 * Recognises evidence by its own words. Never throws for what the bytes hold: what cannot be read becomes `unknown`
 * with a code and a sentence. The identity of evidence is SHA-256 over the bytes exactly as received.
 */
export function parse(bytes: Uint8Array): Parsed {
  const digest = digestOf(bytes);
  try {
    return { digest, ...shapeOf(bytes) };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return {
      digest,
      format: 'unknown',
      kind: 'other',
      content: { kind: 'unknown', code: error.code, message: error.message },
    };
  }
}

function shapeOf(bytes: Uint8Array): Shape {
  if (bytes.length > LIMITS.documentBytes) {
    throw new ParseError(
      'DOCUMENT_TOO_LARGE',
      `a document has at most ${LIMITS.documentBytes} bytes, not ${bytes.length}`,
    );
  }
  const other = BYTES_FORMATS.find((format) => format.recognises(bytes));
  if (other !== undefined) return other.read(bytes);
  const document = parseStrictJson(bytes, DOCUMENT_LISTS);
  const format = isObject(document) ? JSON_FORMATS.find(({ recognises }) => recognises(document)) : undefined;
  if (format === undefined) throw unknownFormat();
  return format.read(document as JsonObject, bytes);
}

function isObject(json: JsonValue): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function unknownFormat(): ParseError {
  const known = [...BYTES_FORMATS, ...JSON_FORMATS].map(({ name }) => name).join(', ');
  return new ParseError('FORMAT_UNKNOWN', `not a document of a format that is read here: ${known}`);
}
