import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { extract } from 'tar-stream';

import { PACK_LIMITS, packTar, type PackProblem } from '#attestation';
import { AppError } from '#kernel';

/** Folders and what a tar wraps around files come on top of what a pack may hold. */
const MAX_FILES = 2 * PACK_LIMITS.files;
const MAX_BYTES = PACK_LIMITS.bytes;

/** A pack as it came. */
export interface PackRead {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Wrong with what was around the files. */
  readonly found: readonly PackProblem[];
}

/** A pack as path -> bytes, from its folder or its tar. Nothing is written; paths are only names here. */
export async function readPackFiles(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  return (await readWholePack(path)).files;
}

/**
 * The same, and what is wrong with the tar itself: one that this program wrote has no byte that could change unseen.
 * @throws AppError invalid FILE_UNREADABLE, PACK_UNREADABLE, PACK_ENTRY; too-large PACK_TOO_LARGE
 */
export async function readWholePack(path: string): Promise<PackRead> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError('invalid', 'FILE_UNREADABLE', `cannot read the pack ${path}: give its folder or its .tar`, {
      cause,
    });
  });
  if (found.isDirectory()) {
    await requirePackItself(path);
    return { files: await readFolder(path), found: [] };
  }
  // Headers of a tar may be as long as they say, and are held in memory: the whole file bounds them.
  new Budget().spend(found.size);
  const files = await untarStream(createReadStream(path), path);
  return { files, found: await changesAround(path, files) };
}

/** What `aver attest` writes holds a pack. What lies beside that is not in it, so it is not answered for. */
async function requirePackItself(folder: string): Promise<void> {
  const isFile = async (name: string) => (await stat(join(folder, name)).catch(() => undefined))?.isFile() === true;
  if ((await isFile('oci-layout')) || !(await isFile('pack/oci-layout'))) return;
  throw new AppError('invalid', 'PACK_UNREADABLE', `${folder} is no pack, but holds one: give ${join(folder, 'pack')}`);
}

async function readFolder(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const budget = new Budget();
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) {
        budget.spend((await stat(join(folder, path))).size);
        files.set(path, await readFile(join(folder, path)));
      } else throw new AppError('invalid', 'PACK_ENTRY', `the pack holds something that is no file: ${path}`);
    }
  };
  await walk('');
  return files;
}

/** The files of a tar that is in memory. @throws AppError invalid PACK_UNREADABLE, PACK_ENTRY; too-large PACK_TOO_LARGE */
export function untar(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  return untarStream(Readable.from([Buffer.from(bytes)]), 'the download');
}

async function untarStream(stream: Readable, path: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const budget = new Budget();
  const entries = extract();
  stream.on('error', (error) => entries.destroy(error)).pipe(entries);
  try {
    for await (const entry of entries) {
      const { name, size, type } = entry.header;
      budget.spend(size ?? 0);
      if (type === 'directory') {
        entry.resume();
        continue;
      }
      if (type !== 'file' || files.has(name))
        throw new AppError('invalid', 'PACK_ENTRY', `the pack holds a link, a special file, or ${name} twice`);
      const chunks: Buffer[] = [];
      for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
      files.set(name, Buffer.concat(chunks));
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('invalid', 'PACK_UNREADABLE', `${path} is no readable tar: it may be cut off or compressed`, {
      cause,
    });
  }
  return files;
}

/** Owner and time of the first entry: another program writes down its own. */
const OWN_MARKS = { from: 100, to: 148 };
const AFTER_LAST = 'what follows the last file';

/**
 * Other programs write other tars around the same files, and what they write there is nobody's word. One that bears our
 * marks is held against what we write: headers, padding and end.
 */
async function changesAround(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<readonly PackProblem[]> {
  const expected = namedPieces(files);
  const stream = createReadStream(path) as AsyncIterable<Buffer>;
  let current = expected.next();
  let offset = 0;
  let at = 0;
  for await (const chunk of stream) {
    for (let start = 0; start < chunk.length;) {
      if (current.done === true) return [altered(AFTER_LAST)];
      const { piece, name } = current.value;
      const end = Math.min(chunk.length, start + piece.length - offset);
      const read = chunk.subarray(start, end);
      if (at === 0 && !bearsOwnMarks(read, piece)) return [];
      if (Buffer.compare(read, piece.subarray(offset, offset + read.length)) !== 0) return [altered(name)];
      at += read.length;
      offset += read.length;
      start = end;
      while (current.done !== true && offset === current.value.piece.length) {
        current = expected.next();
        offset = 0;
      }
    }
  }
  return current.done === true ? [] : [altered(AFTER_LAST)];
}

function bearsOwnMarks(read: Uint8Array, piece: Uint8Array): boolean {
  const marks = (bytes: Uint8Array) => bytes.subarray(OWN_MARKS.from, OWN_MARKS.to);
  return Buffer.compare(marks(read), marks(piece)) === 0;
}

/** What stands in a tar of ours, piece by piece, each with the file that it is about. */
function* namedPieces(files: ReadonlyMap<string, Uint8Array>) {
  for (const file of files) {
    const pieces = [...packTar([file])];
    for (const piece of pieces.slice(0, -1)) yield { name: file[0], piece };
  }
  for (const piece of packTar([])) yield { name: AFTER_LAST, piece };
}

function altered(path: string): PackProblem {
  const sentence = 'the tar around it was changed: this program writes no such header or padding';
  return { code: 'TAR_ALTERED', sentence, path };
}

/** Packs come from strangers: what they may cost is bounded before it is spent. */
class Budget {
  private files = 0;
  private bytes = 0;

  spend(size: number): void {
    this.files += 1;
    this.bytes += size;
    if (this.files > MAX_FILES || this.bytes > MAX_BYTES) {
      throw new AppError(
        'too-large',
        'PACK_TOO_LARGE',
        `the pack is larger than ${MAX_FILES} files or ${MAX_BYTES} bytes`,
      );
    }
  }
}
