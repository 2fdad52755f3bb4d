import { fromUtf8, LIMITS, ParseError } from '#kernel';

const BLOCK = 512;
const MAGIC = 'ustar';
const MAGIC_AT = 257;

/** Every tar since 1988 says so in its first header; older ones are not read. */
export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= BLOCK && textAt(bytes, MAGIC_AT, MAGIC.length) === MAGIC;
}

/**
 * The plain files of a tar archive by path (POSIX ustar, with GNU and pax long names passed by: no image layout has
 * any). Links, devices and folders are passed by as well: nothing of them is evidence, and nothing is written to a disk.
 * @throws ParseError TAR_INVALID, LIMIT_EXCEEDED
 */
export function readTar(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
    const header = bytes.subarray(at, at + BLOCK);
    requireChecksum(header);
    const size = octalAt(header, 124, 12);
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) throw invalid('it ends within a file');
    if (isPlainFile(header)) addFile(files, pathOf(header), content);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function addFile(files: Map<string, Uint8Array>, path: string, content: Uint8Array): void {
  if (files.has(path)) throw invalid(`it holds "${path.slice(0, 80)}" twice`);
  if (files.size === LIMITS.containerPieces) {
    throw new ParseError('LIMIT_EXCEEDED', `an archive of more than the ${LIMITS.containerPieces} files that are read`);
  }
  files.set(path, content);
}

function isPlainFile(header: Uint8Array): boolean {
  return header[156] === 0x30 || header[156] === 0;
}

function pathOf(header: Uint8Array): string {
  const prefix = textAt(header, 345, 155);
  const name = textAt(header, 0, 100);
  return (prefix === '' ? name : `${prefix}/${name}`).replace(/^\.\//, '');
}

/** The sum over the header, its own field counted as spaces. */
function requireChecksum(header: Uint8Array): void {
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0);
  if (sum !== octalAt(header, 148, 8)) throw invalid('a header does not have its checksum');
}

function octalAt(header: Uint8Array, at: number, length: number): number {
  const text = textAt(header, at, length).trim();
  if (!/^[0-7]{1,11}$/.test(text)) throw invalid('a header holds a number that is not octal');
  return Number.parseInt(text, 8);
}

/** Text up to the first NUL. */
function textAt(bytes: Uint8Array, at: number, length: number): string {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  try {
    return fromUtf8(end === -1 ? field : field.subarray(0, end));
  } catch {
    return '';
  }
}

function invalid(what: string): ParseError {
  return new ParseError('TAR_INVALID', `not a tar archive that can be read: ${what}`);
}
