import { ParseError, parseInstant, type Instant } from '#kernel';
import { SystemClock } from '#platform';

/** The moment for which a question is asked: as given, or now. @throws ParseError INSTANT_INVALID */
export function momentOf(asOf: string | undefined): Instant {
  if (asOf === undefined) return new SystemClock().now();
  try {
    return parseInstant(asOf);
  } catch (cause) {
    const sentence = `--as-of "${asOf.slice(0, 80)}" is no RFC 3339 time such as 2026-11-20 or 2026-11-20T12:00:00Z`;
    throw new ParseError('INSTANT_INVALID', sentence, { cause });
  }
}
