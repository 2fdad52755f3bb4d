import { isAscii } from 'node:buffer';

const DASH = Buffer.from('\u2014');
const ESCAPED = '\\u2014';
const BACKSLASH = 0x5c;
const MAX_DASHES = 64;

/**
 * Text of a JSON document in which nothing but some em dashes is beyond ASCII, with those spelt `\u2014`: the same
 * document, of one byte per character instead of two. Signed notes begin their lines with that dash, so nearly every
 * bundle is such a document. Undefined for every other one, and where a backslash already stands before a dash.
 */
export function withEscapedDashes(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  let from = 0;
  for (let dashes = 0; dashes <= MAX_DASHES; dashes++) {
    const at = buffer.indexOf(DASH, from);
    const piece = buffer.subarray(from, at === -1 ? buffer.length : at);
    if (!isAscii(piece)) return undefined;
    text += piece.toString('latin1');
    if (at === -1) return text;
    if (piece.at(-1) === BACKSLASH) return undefined;
    text += ESCAPED;
    from = at + DASH.length;
  }
  return undefined;
}
