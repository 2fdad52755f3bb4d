import type { Job, JobName } from '#application';

import { MemoryDoorbell } from '../../libs/application/src/testing/memory-doorbell.js';

/** A queue in memory that takes everything and, once, loses all it was just given. */
export class ForgetfulDoorbell extends MemoryDoorbell {
  readonly lost: Job[] = [];
  private fatal: JobName | undefined;

  /** The next ring that holds such a job is lost, with all else that it holds. */
  loseNext(name: JobName): void {
    this.fatal = name;
  }

  override async ring(jobs: readonly { readonly id: string; readonly job: Job }[]): Promise<void> {
    if (!jobs.some(({ job }) => job.name === this.fatal)) return super.ring(jobs);
    this.fatal = undefined;
    this.lost.push(...jobs.map(({ job }) => job));
  }
}
