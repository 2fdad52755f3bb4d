import type { Instant } from '#kernel';

import type { Claim } from './claim.js';

/** The moment from which a claim no longer holds by its own words; undefined for one that sets itself no end. */
export function lastsUntil(claim: Claim): Instant | undefined {
  switch (claim.kind) {
    case 'supply-chain-layout':
      return claim.expires;
    case 'end-of-life':
      return earlier(claim.endOfSecuritySupport, claim.endOfLife);
    default:
      return undefined;
  }
}

/** Of two moments that contradict each other the earlier counts; of one, that one. */
export function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
