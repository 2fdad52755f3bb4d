import type { Digest } from '#kernel';

import type { AuthenticatedToken } from './stores.js';

/** Finds a token before its tenant is known; reads as the narrow `auth` role. */
export abstract class TokenDirectory {
  abstract find(hash: Digest): Promise<AuthenticatedToken | undefined>;
}
