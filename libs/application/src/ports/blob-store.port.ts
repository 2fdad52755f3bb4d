import type { Digest } from '#kernel';

import type { OrganizationId } from '../ids.js';

/** Content-addressed bytes, one name space per organization. */
export abstract class BlobStore {
  /** Durable (fsync) before it resolves; the same bytes again are free. The store computes the digest itself. */
  abstract put(organization: OrganizationId, bytes: Uint8Array): Promise<Digest>;
  /** Re-hashes what it reads. @throws AppError not-found BLOB_MISSING; internal BLOB_CORRUPT */
  abstract get(organization: OrganizationId, digest: Digest): Promise<Uint8Array>;
}
