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
  if (isAscii(buffer)) return buffer.toString('latin1');
  const pieces: Buffer[] = [];
  for (let from = 0; pieces.length <= MAX_DASHES;) {
    const at = buffer.indexOf(DASH, from);
    const piece = buffer.subarray(from, at === -1 ? buffer.length : at);
    if (!isAscii(piece)) return undefined;
    pieces.push(piece);
    if (at === -1) return pieces.map((ascii) => ascii.toString('latin1')).join(ESCAPED);
    if (piece.at(-1) === BACKSLASH) return undefined;
    from = at + DASH.length;
  }
  return undefined;
}
