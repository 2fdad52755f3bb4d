import { ParseError } from './app-error.js';

declare const instantBrand: unique symbol;
/** A moment in UTC, always spelled `YYYY-MM-DDTHH:mm:ss.sssZ`, so that text order is time order. */
export type Instant = string & { readonly [instantBrand]: true };

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** @param milliseconds since 1970-01-01T00:00:00Z. @throws ParseError INSTANT_INVALID outside the years 1970 to 9999 */
export function instantOfMilliseconds(milliseconds: number): Instant {
  if (!(milliseconds >= EARLIEST && milliseconds <= LATEST)) {
    throw new ParseError('INSTANT_INVALID', 'a time outside the years 1970 to 9999');
  }
  return new Date(milliseconds).toISOString() as Instant;
}

/** @param seconds since 1970-01-01T00:00:00Z. @throws ParseError INSTANT_INVALID */
export function instantOfSeconds(seconds: number): Instant {
  return instantOfMilliseconds(seconds * 1000);
}

/** Reads an RFC 3339 date-time, or a plain date as its first moment. @throws ParseError INSTANT_INVALID */
export function parseInstant(text: string): Instant {
  const full = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  if (!RFC3339.test(full)) throw new ParseError('INSTANT_INVALID', 'not an RFC 3339 date-time');
  const milliseconds = Date.parse(full);
  if (Number.isNaN(milliseconds)) throw new ParseError('INSTANT_INVALID', 'not a date of the calendar');
  return instantOfMilliseconds(milliseconds);
}

export function millisecondsOf(instant: Instant): number {
  return Date.parse(instant);
}

export function addSeconds(instant: Instant, seconds: number): Instant {
  return instantOfMilliseconds(millisecondsOf(instant) + seconds * 1000);
}

export function addDays(instant: Instant, days: number): Instant {
  return addSeconds(instant, days * 86_400);
}
