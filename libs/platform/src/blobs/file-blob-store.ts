import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { BlobStore, type OrganizationId } from '#application';
import { AppError, digestOf, type Digest } from '#kernel';

import { syncFolder, writeDurably } from '../files/create-file.js';

/** Blobs as files: `<folder>/<organization>/<first two hex digits>/<hex digest>`. */
export class FileBlobStore extends BlobStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(organization: OrganizationId, bytes: Uint8Array): Promise<Digest> {
    const digest = digestOf(bytes);
    const path = this.pathOf(organization, digest);
    try {
      // found whole, another writer may have put it there a moment ago: its name must be on the disk for us too
      if (await isWhole(path, bytes.length)) await syncFolder(dirname(path));
      else await writeWhole(path, bytes);
    } catch (cause) {
      throw notStored(cause);
    }
    return digest;
  }

  async get(organization: OrganizationId, digest: Digest): Promise<Uint8Array> {
    const bytes = await read(this.pathOf(organization, digest), digest);
    if (digestOf(bytes) === digest) return bytes;
    throw new AppError(
      'internal',
      'BLOB_CORRUPT',
      `the stored bytes of ${digest} are not those that were received: restore them from a backup, the digest tells which are right`,
    );
  }

  private pathOf(organization: OrganizationId, digest: Digest): string {
    const hex = digest.slice('sha256:'.length);
    if (!/^[0-9a-f-]{36}$/.test(organization) || !/^[0-9a-f]{64}$/.test(hex)) {
      throw new TypeError('an organization id is a UUID and a digest is hexadecimal: nothing else becomes a path');
    }
    return join(this.folder, organization, hex.slice(0, 2), hex);
  }
}

/** A file of another length is what a failing disk left: it is written again. */
async function isWhole(path: string, size: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.size === size;
}

/** Under its name only when its bytes are on the disk; the name is on the disk when this resolves. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeDurably(aside, bytes);
    await rename(aside, path);
  } finally {
    await rm(aside, { force: true });
  }
  await syncFolder(folder);
  if (first !== undefined) await syncUpTo(dirname(first), folder);
}

/** New folders are names in their parents, which must be on the disk too. */
async function syncUpTo(top: string, folder: string): Promise<void> {
  for (let at = dirname(folder); at.length >= top.length; at = dirname(at)) await syncFolder(at);
}

async function read(path: string, digest: Digest): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(digest, cause);
    throw new AppError('not-found', 'BLOB_MISSING', `the bytes of ${digest} are not stored here`, { cause });
  }
}

function unreadable(digest: Digest, cause: unknown): AppError {
  const message = `the bytes of ${digest} cannot be read: check the disk and the owner of the data folder`;
  return new AppError('unavailable', 'BLOB_STORE_UNAVAILABLE', message, { cause });
}

function notStored(cause: unknown): AppError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
  const message = `the bytes could not be stored (${reason}): free space or repair the data folder, then send them again`;
  return new AppError('unavailable', 'BLOB_STORE_UNAVAILABLE', message, { cause });
}
