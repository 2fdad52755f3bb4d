import { parseInstant } from '#kernel';

/** At which time stands still. */
export const NOW = parseInstant('2026-05-01T12:00:00Z');
