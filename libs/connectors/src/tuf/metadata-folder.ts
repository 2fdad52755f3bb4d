import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '#kernel';

/**
 * What a client remembers between two refreshes: every root it walked (`N.root.json`) and the newest timestamp, snapshot
 * and targets. Whoever can write here can turn the client back, so the folder belongs to the caller alone.
 */
export class MetadataFolder {
  constructor(private readonly folder: string) {}

  /** @throws AppError unavailable TUF_STORE */
  async read(name: string): Promise<Uint8Array | undefined> {
    try {
      return new Uint8Array(await readFile(join(this.folder, name)));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw unusable(this.folder, cause);
    }
  }

  /** Whole or not at all. @throws AppError unavailable TUF_STORE */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    const beside = join(this.folder, `${name}.${randomUUID()}`);
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(beside, bytes, { flag: 'wx', flush: true });
      await rename(beside, join(this.folder, name));
    } catch (cause) {
      await rm(beside, { force: true });
      throw unusable(this.folder, cause);
    }
  }
}

function unusable(folder: string, cause: unknown): AppError {
  return new AppError(
    'unavailable',
    'TUF_STORE',
    `the TUF store ${folder} cannot be used: check path and permissions`,
    {
      cause,
    },
  );
}
