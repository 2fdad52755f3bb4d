import type { Digest, Instant } from '#kernel';

/** The bytes of a trust root, in any of its forms, and where they came from. */
export interface TrustRootSource {
  readonly name: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
  readonly source: 'seed' | 'tuf' | 'file';
  /** When its TUF metadata says that it should no longer be relied on. */
  readonly expires?: Instant;
  readonly refreshedAt?: Instant;
}
