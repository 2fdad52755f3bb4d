import type { SubjectDigest } from '#kernel';

/** What the caller wants evidence about. */
export interface Expectation {
  readonly artifact?: {
    readonly digests: readonly SubjectDigest[];
    /** The artifact itself, where it is at hand: signatures over it are then checked by OpenSSL. */
    readonly bytes?: Uint8Array;
  };
}
