import type { Release } from '#evidence';
import type { Verdict } from '#verification';

import { hasPassed } from './has-passed.js';

/** A registry, or whoever publishes to it, says that this file was published. */
export interface ReleaseClaim {
  readonly kind: 'release';
  /** The package with its version; absent where only the names of files tell. */
  readonly purl?: string;
  readonly registry?: string;
  readonly logged: boolean;
  readonly timed: boolean;
}

export function claimOfRelease({ kind, purl, registry }: Release, verdict: Verdict): ReleaseClaim {
  return {
    kind,
    ...(purl !== undefined && { purl }),
    ...(registry !== undefined && { registry }),
    logged: hasPassed(verdict, 'transparency-log'),
    timed: hasPassed(verdict, 'trusted-time'),
  };
}
