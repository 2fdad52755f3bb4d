import type { Catalog, Mapping } from '#compliance';
import type { Digest } from '#kernel';

/** The catalog and mapping this installation judges by, with the exact bytes their digests are over. */
export interface Framework {
  readonly catalog: Catalog;
  readonly catalogBytes: Uint8Array;
  readonly catalogDigest: Digest;
  readonly mapping: Mapping;
  readonly mappingBytes: Uint8Array;
  readonly mappingDigest: Digest;
}

export abstract class Frameworks {
  abstract current(): Framework;
}
