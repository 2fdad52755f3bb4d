import type { ControlResult, Status } from '#compliance';
import { addDays, type Instant } from '#kernel';

/** A stretch of time [from, until) in which a control keeps one status, when nothing else happens. */
export interface Stretch {
  readonly from: Instant;
  readonly until: Instant;
  readonly status: Status;
}

const DAYS_AHEAD = 365;

/** How far a report looks ahead: one year from the moment it is true at. */
export function horizonOf(asOf: Instant): Instant {
  return addDays(asOf, DAYS_AHEAD);
}

/** What becomes of a control between two moments by time alone; neighbours of one status are one stretch. */
export function stretchesOf(
  { segments }: Pick<ControlResult, 'segments'>,
  from: Instant,
  until: Instant,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const segment of segments) {
    const start = segment.from === undefined || segment.from < from ? from : segment.from;
    const end = segment.until === undefined || segment.until > until ? until : segment.until;
    if (start >= end) continue;
    const last = stretches.at(-1);
    if (last?.status === segment.status) stretches[stretches.length - 1] = { ...last, until: end };
    else stretches.push({ from: start, until: end, status: segment.status });
  }
  return stretches;
}
