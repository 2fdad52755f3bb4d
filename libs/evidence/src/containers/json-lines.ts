import { LIMITS, ParseError, parseStrictJson } from '#kernel';

import type { Piece } from './container.js';
import { Pieces } from './pieces.js';

const NEWLINE = 0x0a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SPACE: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0d]);

/**
 * One document per line. Recognised by its first line, which is a whole JSON object with more behind it: no single
 * document looks so. Later lines may be anything; each is judged on its own. @throws ParseError LIMIT_EXCEEDED
 */
export function linesOf(bytes: Uint8Array): readonly Piece[] | undefined {
  if (!beginsWithDocument(bytes)) return undefined;
  const pieces = new Pieces();
  let line = 0;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    const content = bytes.subarray(start, end);
    line += 1;
    if (!isBlank(content)) pieces.add(`line ${line}`, content);
    start = end + 1;
  }
  return pieces.all.length > 1 ? pieces.all : undefined;
}

function beginsWithDocument(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(NEWLINE);
  if (end === -1 || end > LIMITS.containerBytes || bytes[0] !== OPEN_OBJECT) return false;
  const last = bytes.subarray(0, end).findLast((byte) => !SPACE.has(byte));
  return last === CLOSE_OBJECT && !isBlank(bytes.subarray(end)) && isDocument(bytes.subarray(0, end));
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => SPACE.has(byte) || byte === NEWLINE);
}

function isDocument(line: Uint8Array): boolean {
  try {
    parseStrictJson(line);
    return true;
  } catch (error) {
    if (error instanceof ParseError) return false;
    throw error;
  }
}
