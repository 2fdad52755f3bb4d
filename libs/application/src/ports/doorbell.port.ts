import type { Job } from '../jobs.js';

/** The queue: at-least-once, may lose everything, never the truth. */
export abstract class Doorbell {
  /** @throws AppError unavailable QUEUE_UNAVAILABLE */
  abstract ring(jobs: readonly { readonly id: string; readonly job: Job }[]): Promise<void>;
  /** Starts workers for all lanes; resolves when they listen. `attempt` counts from 1. */
  abstract listen(answer: (job: Job, attempt: number) => Promise<void>): Promise<void>;
  /** Stops taking jobs, waits for running ones up to `milliseconds`, then lets go. */
  abstract close(milliseconds: number): Promise<void>;
}
