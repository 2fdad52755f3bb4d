import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '#kernel';

import { wrongLength } from '../refusals.js';
import type { Fetcher } from './fetcher.js';
import { segmentsOf } from './path-segments.js';

const NOT_THERE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** A repository as a folder: a mirror on this machine, or one that was carried here. */
export class FolderFetcher implements Fetcher {
  constructor(private readonly folder: string) {}

  async fetch(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
    const file = join(this.folder, ...segmentsOf(path));
    try {
      return await readUpTo(await open(file), maxBytes, path);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      if (NOT_THERE.has((cause as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw new AppError('unavailable', 'TUF_UNREACHABLE', `cannot read ${path} of the repository: check permissions`, {
        cause,
      });
    }
  }
}

async function readUpTo(file: FileHandle, maxBytes: number, path: string): Promise<Uint8Array | undefined> {
  try {
    const found = await file.stat();
    if (!found.isFile()) return undefined;
    if (found.size > maxBytes) throw wrongLength(path);
    const bytes = new Uint8Array(found.size);
    const { bytesRead } = await file.read(bytes, 0, found.size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
