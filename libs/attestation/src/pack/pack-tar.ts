import { AppError, toUtf8 } from '#kernel';

// POSIX.1-2017, pax, "ustar Interchange Format", the little of it that a layout needs: plain files with short names.
// Nothing in a header depends on who packs, where and when: the same files are the same tar, byte for byte.

const BLOCK = 512;
const MOST_NAME_BYTES = 100;
/** What stands after the last file. */
export const TAR_END = new Uint8Array(2 * BLOCK);
/** Offset and text of each field that is the same in every header; the checksum counts itself as spaces. */
const FIXED: readonly (readonly [number, string])[] = [
  [100, '0000644\0'], // mode
  [108, '0000000\0'], // uid
  [116, '0000000\0'], // gid
  [136, '00000000000\0'], // mtime
  [148, ' '.repeat(8)], // checksum
  [156, '0'], // a plain file
  [257, 'ustar\x0000'],
];

/**
 * The files as one tar, piece by piece, in the order given: a writer holds no more than one file.
 * @throws AppError internal PACK_NAME for a path that an ustar header does not hold
 */
export function* packTar(files: Iterable<readonly [string, Uint8Array]>): Generator<Uint8Array, void, undefined> {
  for (const [path, bytes] of files) {
    yield tarHeader(path, bytes.length);
    yield bytes;
    yield tarPadding(bytes.length);
  }
  yield TAR_END;
}

/** How long the tar of files of these sizes is. */
export function packTarSize(sizes: Iterable<number>): number {
  let size = TAR_END.length;
  for (const bytes of sizes) size += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
  return size;
}

/** What stands after the bytes of a file. */
export function tarPadding(size: number): Uint8Array {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}

/** What stands before the bytes of a file. @throws AppError internal PACK_NAME */
export function tarHeader(path: string, size: number): Uint8Array {
  const name = toUtf8(path);
  if (name.length > MOST_NAME_BYTES) throw new AppError('internal', 'PACK_NAME', `a pack has no file named ${path}`);
  const block = new Uint8Array(BLOCK);
  block.set(name);
  for (const [at, text] of FIXED) block.set(toUtf8(text), at);
  block.set(toUtf8(`${size.toString(8).padStart(11, '0')}\0`), 124);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.set(toUtf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return block;
}
