import { Clock } from '#application';
import { instantOfMilliseconds, type Instant } from '#kernel';

/** The clock of this machine. */
export class SystemClock extends Clock {
  now(): Instant {
    return instantOfMilliseconds(Date.now());
  }
}

export function systemClock(): Clock {
  return new SystemClock();
}
