import { millisecondsOf, type Digest, type Instant } from '#kernel';
import { visibleText } from '#reporting';
import type { TrustRootSource } from '#verification';

import type { Terminal } from '../terminal/terminal.js';

const DAY = 86_400_000;

/** A trust root whose metadata is past its expiry. */
export interface StaleRoot {
  readonly name: string;
  readonly digest: Digest;
  readonly expired: Instant;
  /** Whole days since then. */
  readonly days: number;
}

/** A verdict under a root past its expiry stands, and whoever reads it is told how old the root is. */
export function noteStaleRoots(
  terminal: Terminal,
  roots: readonly TrustRootSource[],
  now: Instant,
  next: string,
): void {
  for (const { name, expired, days } of staleRoots(roots, now)) {
    const age = days === 1 ? '1 day' : `${days} days`;
    terminal.note(`note: root-stale: the trust root ${visibleText(name)} expired at ${expired}, ${age} ago; ${next}`);
  }
}

export function staleRoots(roots: readonly TrustRootSource[], now: Instant): readonly StaleRoot[] {
  return roots.flatMap(({ name, digest, expires: expired }) => {
    if (expired === undefined || expired >= now) return [];
    return [{ name, digest, expired, days: Math.floor((millisecondsOf(now) - millisecondsOf(expired)) / DAY) }];
  });
}
