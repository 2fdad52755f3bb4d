import { AppError, type ErrorKind } from '#kernel';

import { MAX_ATTEMPTS, type Job } from '../jobs.js';
import { Doorbell } from '../ports/doorbell.port.js';

const RETRIED: readonly ErrorKind[] = ['unavailable', 'too-busy', 'internal'];

/** A queue in memory, for tests. A job is pending until it succeeded or was given up; its id rings once meanwhile. */
export class MemoryDoorbell extends Doorbell {
  private readonly pending = new Map<string, Job>();
  private readonly running = new Set<Promise<void>>();
  private answer: ((job: Job, attempt: number) => Promise<void>) | undefined;
  private closed = false;

  async ring(jobs: readonly { readonly id: string; readonly job: Job }[]): Promise<void> {
    if (this.closed) throw new AppError('unavailable', 'QUEUE_UNAVAILABLE', 'the queue is closed');
    for (const { id, job } of jobs) {
      if (this.pending.has(id)) continue;
      this.pending.set(id, job);
      this.start(id, job);
    }
    return Promise.resolve();
  }

  async listen(answer: (job: Job, attempt: number) => Promise<void>): Promise<void> {
    this.answer = answer;
    for (const [id, job] of this.pending) this.start(id, job);
    return Promise.resolve();
  }

  async close(milliseconds: number): Promise<void> {
    this.closed = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
    await Promise.race([late, this.settled()]);
    clearTimeout(timer);
  }

  /** Resolves when every job that was rung for is done or given up, those that jobs rang for included. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private start(id: string, job: Job): void {
    if (this.answer === undefined) return;
    const run = this.attempt(id, job, this.answer).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async attempt(id: string, job: Job, answer: NonNullable<typeof this.answer>): Promise<void> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      try {
        await answer(job, attempt);
        break;
      } catch (error) {
        if (error instanceof AppError && !RETRIED.includes(error.kind)) break;
      }
    }
    this.pending.delete(id);
  }
}
