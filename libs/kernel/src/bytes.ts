import { isAscii, isUtf8 } from 'node:buffer';

import { ParseError } from './app-error.js';

const NOT_HEX = /[^0-9a-f]/;
/** A multiple of three, so that only the last piece is padded. */
const PIECE_BYTES = 48 * 1024;

/** Lower-case hexadecimal of `bytes`. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

/** Bytes of a lower-case hexadecimal string. @throws ParseError HEX_INVALID */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || NOT_HEX.test(text))
    throw new ParseError('HEX_INVALID', 'not lower-case hexadecimal with an even number of digits');
  const bytes = Buffer.from(text, 'hex');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Standard base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/**
 * Bytes of a standard, padded base64 string. Refuses everything that does not re-encode to the same text
 * (non-zero trailing bits, white space, the URL alphabet), so that one value has one spelling.
 * @throws ParseError BASE64_INVALID
 */
export function fromBase64(text: string): Uint8Array {
  // Re-encoding is the whole check: it is exact, and a pattern over megabytes of hostile text exhausts the stack.
  const decoded = Buffer.from(text, 'base64');
  if (!isSpellingOf(decoded, text)) {
    throw new ParseError('BASE64_INVALID', 'not strict, padded base64 (RFC 4648 section 4)');
  }
  return new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.byteLength);
}

/** In pieces: a copy of many megabytes of hostile text would only be made to be thrown away. */
function isSpellingOf(decoded: Buffer, text: string): boolean {
  if (text.length !== Math.ceil(decoded.length / 3) * 4) return false;
  if (decoded.length <= PIECE_BYTES) return decoded.toString('base64') === text;
  for (let at = 0; at < decoded.length; at += PIECE_BYTES) {
    const piece = decoded.toString('base64', at, at + PIECE_BYTES);
    if (piece !== text.slice((at / 3) * 4, (at / 3) * 4 + piece.length)) return false;
  }
  return true;
}

/** Text of well-formed UTF-8. A byte order mark is kept, so that parsers see (and refuse) it. @throws ParseError UTF8_INVALID */
export function fromUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(buffer)) return buffer.toString('latin1'); // most evidence is; four times as fast
  if (!isUtf8(buffer)) throw new ParseError('UTF8_INVALID', 'not well-formed UTF-8');
  return buffer.toString('utf8');
}

export function toUtf8(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
