import type { Digest } from '#kernel';

import type { Catalog } from './catalog.js';
import type { Mapping } from './mapping.js';

/** The catalog and mapping a judgement is made by, with the exact bytes their digests are over. */
export interface Framework {
  readonly catalog: Catalog;
  readonly catalogBytes: Uint8Array;
  readonly catalogDigest: Digest;
  readonly mapping: Mapping;
  readonly mappingBytes: Uint8Array;
  readonly mappingDigest: Digest;
}
