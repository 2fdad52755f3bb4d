import { millisecondsOf, type Instant } from '#kernel';
import { visibleText } from '#reporting';
import type { TrustRootSource } from '#verification';

import type { Terminal } from '../terminal/terminal.js';

const DAY = 86_400_000;

/** A verdict under a root past its expiry stands, and whoever reads it is told how old the root is. */
export function noteStaleRoots(
  terminal: Terminal,
  roots: readonly TrustRootSource[],
  now: Instant,
  next: string,
): void {
  for (const { name, expires } of roots) {
    if (expires === undefined || expires >= now) continue;
    const days = Math.floor((millisecondsOf(now) - millisecondsOf(expires)) / DAY);
    const age = days === 1 ? '1 day' : `${days} days`;
    terminal.note(`note: root-stale: the trust root ${visibleText(name)} expired at ${expires}, ${age} ago; ${next}`);
  }
}
