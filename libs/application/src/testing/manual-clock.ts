import { addSeconds, type Instant } from '#kernel';

import { Clock } from '../ports/clock.port.js';

/** Time stands still until it is moved. */
export class ManualClock extends Clock {
  constructor(private moment: Instant) {
    super();
  }

  now(): Instant {
    return this.moment;
  }

  advance(seconds: number): void {
    this.moment = addSeconds(this.moment, seconds);
  }
}
