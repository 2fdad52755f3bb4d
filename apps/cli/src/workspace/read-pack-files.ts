import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { extract } from 'tar-stream';

import { AppError } from '#kernel';

const MAX_FILES = 200_000;
const MAX_BYTES = 2 * 1024 ** 3;

/** A pack as path -> bytes, from its folder or its tar. Nothing is written; paths are only names here. */
export async function readPackFiles(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError('invalid', 'FILE_UNREADABLE', `cannot read the pack ${path}: give its folder or its .tar`, {
      cause,
    });
  });
  if (found.isDirectory()) return readFolder(path);
  // Headers of a tar may be as long as they say, and are held in memory: the whole file bounds them.
  new Budget().spend(found.size);
  return untarStream(createReadStream(path), path);
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
      if (type === 'directory') {
        entry.resume();
        continue;
      }
      if (type !== 'file' || files.has(name))
        throw new AppError('invalid', 'PACK_ENTRY', `the pack holds a link, a special file, or ${name} twice`);
      budget.spend(size ?? 0);
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
