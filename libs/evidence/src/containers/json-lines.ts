import { LIMITS, ParseError, parseStrictJson } from '#kernel';

import type { Piece } from './container.js';
import { Pieces } from './pieces.js';

const NEWLINE = 0x0a;
const OPEN_OBJECT = 0x7b;
const SPACE: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0d]);

/**
 * One document per line. Recognised by its first line, which is a whole JSON object with more behind it: no single
 * document looks so. Later lines may be anything; each is judged on its own. @throws ParseError LIMIT_EXCEEDED
 */
export function linesOf(bytes: Uint8Array): readonly Piece[] | undefined {
  const first = bytes.indexOf(NEWLINE);
  if (first === -1 || bytes[0] !== OPEN_OBJECT || !isDocument(bytes.subarray(0, first))) return undefined;
  const pieces = new Pieces();
  let line = 0;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    const content = bytes.subarray(start, end);
    line += 1;
    if (!content.every((byte) => SPACE.has(byte))) pieces.add(`line ${line}`, content);
    start = end + 1;
  }
  return pieces.all.length > 1 ? pieces.all : undefined;
}

function isDocument(line: Uint8Array): boolean {
  if (line.length > LIMITS.containerBytes) return false;
  try {
    parseStrictJson(line);
    return true;
  } catch (error) {
    if (error instanceof ParseError) return false;
    throw error;
  }
}
