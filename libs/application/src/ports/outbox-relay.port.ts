import type { Job } from '../jobs.js';

/** The relay's view of the outbox, across organizations, as the `relay` role. */
export abstract class OutboxRelay {
  /** Hands up to `limit` due jobs, background work last, to `ring` and forgets them when it resolves; SKIP LOCKED, so relays do not meet. Returns how many. */
  abstract drain(
    limit: number,
    ring: (jobs: readonly { readonly id: string; readonly job: Job }[]) => Promise<void>,
  ): Promise<number>;
  /** Jobs for rows that wait longer than `seconds` in a state that a job should have ended, whatever the queue says. */
  abstract overdue(seconds: number, limit: number): Promise<readonly Job[]>;
  /** Jobs that begin to read back what organizations hold whose last turn was that long ago; at most `limit`. */
  abstract keepingDue(hours: number, limit: number): Promise<readonly Job[]>;
  /** Jobs that look again at attestations of which a sentence ends by itself about now; at most `limit`. */
  abstract standingsDue(limit: number): Promise<readonly Job[]>;
  /** Resolves at the next outbox insert or after `milliseconds`, whichever is first. */
  abstract wait(milliseconds: number): Promise<void>;
  /** Age of the oldest waiting job that is not background work, seconds; zero when there is none. */
  abstract oldestAgeSeconds(): Promise<number>;
}
