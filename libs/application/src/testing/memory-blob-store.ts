import { AppError, digestOf, type Digest } from '#kernel';

import type { OrganizationId } from '../ids.js';
import { BlobStore } from '../ports/blob-store.port.js';

/** Blobs in memory, for tests. `tamper` is what a failing disk does. */
export class MemoryBlobStore extends BlobStore {
  private readonly blobs = new Map<string, Uint8Array>();

  put(organization: OrganizationId, bytes: Uint8Array): Promise<Digest> {
    const digest = digestOf(bytes);
    this.blobs.set(`${organization}/${digest}`, Uint8Array.from(bytes));
    return Promise.resolve(digest);
  }

  async get(organization: OrganizationId, digest: Digest): Promise<Uint8Array> {
    const bytes = this.blobs.get(`${organization}/${digest}`);
    if (bytes === undefined) throw new AppError('not-found', 'BLOB_MISSING', `the bytes of ${digest} are not stored`);
    if (digestOf(bytes) !== digest)
      throw new AppError('internal', 'BLOB_CORRUPT', `the bytes of ${digest} have rotted`);
    return Promise.resolve(Uint8Array.from(bytes));
  }

  tamper(organization: OrganizationId, digest: Digest): Promise<void> {
    this.blobs.set(`${organization}/${digest}`, Uint8Array.of(0));
    return Promise.resolve();
  }
}
