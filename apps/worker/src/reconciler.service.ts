import { Inject, Injectable } from '@nestjs/common';

import type { Doorbell, Job, OutboxRelay } from '#application';
import { canonicalDigest } from '#kernel';

import { Loop, rest } from './loop.js';
import { DoorbellToken, KeepingIntervalToken, LogToken, RelayToken, type WorkerLog } from './worker-parts.js';

const EVERY_MILLISECONDS = 30_000;
const OVERDUE_SECONDS = 30;
/** What was under way when a worker was killed waits for nobody: the first round after a start looks closer. */
const OVERDUE_AT_START_SECONDS = 3;
const BATCH = 1_000;

/**
 * Rings again for what has waited too long, whatever the queue believes: losing the whole queue loses nothing. And rings
 * for organizations whose turn it is to have everything they hold read back, and for attestations of which a sentence ends.
 */
@Injectable()
export class ReconcilerService {
  private overdueSeconds = OVERDUE_AT_START_SECONDS;
  private readonly loop = new Loop((stopping) => this.round(stopping));

  constructor(
    @Inject(RelayToken) private readonly relay: OutboxRelay,
    @Inject(DoorbellToken) private readonly doorbell: Doorbell,
    @Inject(LogToken) private readonly log: WorkerLog,
    @Inject(KeepingIntervalToken) private readonly keepingHours: number,
  ) {}

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  private async round(stopping: AbortSignal): Promise<void> {
    try {
      await this.ringOverdue();
    } catch (error) {
      this.log.error('reconciler.failed', error);
    }
    await rest(EVERY_MILLISECONDS, stopping);
  }

  private async ringOverdue(): Promise<void> {
    const overdue = await this.relay.overdue(this.overdueSeconds, BATCH);
    this.overdueSeconds = OVERDUE_SECONDS;
    const jobs = [
      ...overdue,
      ...(await this.relay.keepingDue(this.keepingHours, BATCH)),
      ...(await this.relay.standingsDue(BATCH)),
    ];
    if (jobs.length === 0) return;
    await this.doorbell.ring(jobs.map((job) => ({ id: idOf(job), job })));
    this.log.info('reconciler.rang', { jobs: jobs.length });
  }
}

/** The same for equal jobs, so that a long backlog holds one reminder of each and not one per round. */
function idOf(job: Job): string {
  return `r-${canonicalDigest(job).slice('sha256:'.length)}`;
}
