import { AppError, millisecondsOf } from '#kernel';

import type { Ports } from '../ports/index.js';

const HIGH_WATER_SECONDS = 60;
const READING_LIVES_MILLISECONDS = 1000;

/** Refuses new work while old work waits too long: never accept what cannot be settled soon. */
export class BackPressure {
  private reading = { at: -Infinity, ageSeconds: 0 };

  constructor(private readonly ports: Pick<Ports, 'outbox' | 'clock'>) {}

  /** @throws AppError too-busy BACKLOG with `retryAfterSeconds` */
  async check(): Promise<void> {
    const now = millisecondsOf(this.ports.clock.now());
    if (now - this.reading.at > READING_LIVES_MILLISECONDS) {
      this.reading = { at: now, ageSeconds: await this.ports.outbox.oldestAgeSeconds() };
    }
    if (this.reading.ageSeconds <= HIGH_WATER_SECONDS) return;
    const retryAfterSeconds = Math.min(60, Math.ceil(this.reading.ageSeconds / 10));
    throw new AppError(
      'too-busy',
      'BACKLOG',
      'evidence is arriving faster than it is verified: send this again later',
      {
        details: { retryAfterSeconds },
      },
    );
  }
}
