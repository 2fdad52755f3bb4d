import type { ManifestRecord, ReleaseRecord } from '#application';

import type { ReleaseManifestType, ReleaseType } from './release.type.js';

export function toRelease(record: ReleaseRecord): ReleaseType {
  const { id, product, productSlug, version, createdAt } = record;
  return { id, productId: product, productSlug, version, createdAt };
}

export function toManifest(record: ManifestRecord): ReleaseManifestType {
  const { evidence, source, revisions, issuedAt } = record;
  return { evidence, source, revisions: [...revisions], issuedAt };
}
