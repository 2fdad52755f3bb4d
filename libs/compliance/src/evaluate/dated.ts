import type { Instant } from '#kernel';

import { earlier } from '../claims/lasts-until.js';
import type { Fact } from '../fact.js';

/**
 * The moment a fact counts from: trusted time, where there is any. A record of kept evidence is the word of the machine
 * that also counted, so it is dated by its own word unless trusted time is earlier: whoever would move its clock could
 * write other counts as well. It speaks from then on only, and nothing it says makes it younger (ADR 28).
 */
export function datedAt({ claim, signedAt }: Pick<Fact, 'claim' | 'signedAt'>): Instant | undefined {
  return claim.kind === 'evidence-keeping' ? earlier(claim.finishedAt, signedAt) : signedAt;
}
