import type { Instant } from '#kernel';

/** A moment as people read it: `2026-11-20 09:00:00 UTC`. */
export function momentWords(instant: Instant): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
}
