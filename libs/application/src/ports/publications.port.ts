import type { Digest } from '#kernel';

import type { Publication, PublishedKey } from '../attestation-standing/standing-record.js';

/** What anybody may ask without an account: which attestations were handed over, and the keys that sign for them. Reads as the narrow `auth` role. */
export abstract class Publications {
  /** Undefined for what is unknown, foreign or not published: these are one and the same. */
  abstract find(attestation: Digest): Promise<Publication | undefined>;
  /** By fingerprint, after this one; at most `limit`. */
  abstract keys(limit: number, after?: string): Promise<readonly PublishedKey[]>;
}
