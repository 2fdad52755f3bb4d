import { Inject, Injectable } from '@nestjs/common';

import type { Doorbell, OutboxRelay } from '#application';

import { gatherJobs } from './gather-jobs.js';
import { Loop, rest } from './loop.js';
import { DoorbellToken, LogToken, RelayToken, type WorkerLog } from './worker-parts.js';

const BATCH = 100;
/** A notification wakes it at once; this is for the one that got lost. */
const WAIT_MILLISECONDS = 1_000;
/** Uploads come in bursts: what follows the first within a moment is carried, and verified, together with it. */
const GATHER_MILLISECONDS = 20;
const AFTER_FAILURE_MILLISECONDS = 1_000;

/** Carries jobs from the outbox to the queue: a row is forgotten only when the queue has taken its job. */
@Injectable()
export class RelayService {
  private readonly loop = new Loop((stopping) => this.round(stopping));

  constructor(
    @Inject(RelayToken) private readonly relay: OutboxRelay,
    @Inject(DoorbellToken) private readonly doorbell: Doorbell,
    @Inject(LogToken) private readonly log: WorkerLog,
  ) {}

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  private async round(stopping: AbortSignal): Promise<void> {
    try {
      const taken = await this.relay.drain(BATCH, (jobs) => this.doorbell.ring(gatherJobs(jobs)));
      if (taken === BATCH || stopping.aborted) return;
      await this.relay.wait(WAIT_MILLISECONDS);
      await rest(GATHER_MILLISECONDS, stopping);
    } catch (error) {
      this.log.error('relay.failed', error);
      await rest(AFTER_FAILURE_MILLISECONDS, stopping);
    }
  }
}
