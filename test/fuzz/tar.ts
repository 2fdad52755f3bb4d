import { concatBytes } from '#kernel';

const BLOCK = 512;

/** A POSIX ustar archive of plain files. */
export function tarOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = [...files].flatMap(([name, bytes]) => [header(name, bytes.length), padded(bytes)]);
  return concatBytes(...entries, new Uint8Array(2 * BLOCK));
}

function header(name: string, size: number): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100);
  block.write('0000644\x000000000\x000000000\x00', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\x00`, 124);
  block.write('00000000000\x00', 136);
  block.write(' '.repeat(8), 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\x00 `, 148);
  return block;
}

function padded(bytes: Uint8Array): Uint8Array {
  return concatBytes(bytes, new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK));
}
