import type { EndOfLife } from '#evidence';
import type { Instant } from '#kernel';

/** Until when its author promises support. It counts until security support ends; a day that is absent is not announced. */
export interface EndOfLifeClaim {
  readonly kind: 'end-of-life';
  readonly endOfLife?: Instant;
  readonly endOfSecuritySupport?: Instant;
}

export function claimOfEndOfLife({ kind, endOfLife, endOfSecuritySupport }: EndOfLife): EndOfLifeClaim {
  return {
    kind,
    ...(endOfLife !== undefined && { endOfLife }),
    ...(endOfSecuritySupport !== undefined && { endOfSecuritySupport }),
  };
}
