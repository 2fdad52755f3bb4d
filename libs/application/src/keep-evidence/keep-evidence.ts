import type { Job } from '../jobs.js';
import type { Ports } from '../ports/index.js';
import type { TakeIn } from '../receive-evidence/take-in.js';
import type { KeepingRecord } from '../records.js';
import type { SequenceIntake } from '../sequence-intake/sequence-intake.js';
import { BeginRun } from './begin-run.js';
import { ConcludeRun } from './conclude-run.js';
import { WalkPage } from './walk-page.js';

export type KeepJob = Extract<Job, { name: 'keep-evidence' }>;

/**
 * Brings one run to its end, a page a job: everything received up to a checkpoint of the intake log is read back, hashed
 * and judged again, and the log is rebuilt from its leaves; then the signed record of that is taken in as evidence. What
 * is found wrong is counted and stops nothing. Where a page was done twice, or by two at once, the first counts.
 */
export class KeepEvidence {
  private readonly beginning: BeginRun;
  private readonly page: WalkPage;
  private readonly conclusion: ConcludeRun;

  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge' | 'clock' | 'keyring' | 'identifiers'>,
    sequence: Pick<SequenceIntake, 'run'>,
    takeIn: Pick<TakeIn, 'run'>,
  ) {
    this.beginning = new BeginRun(ports, sequence);
    this.page = new WalkPage(ports);
    this.conclusion = new ConcludeRun(ports, takeIn);
  }

  /** The record, where this was the last job of the run. @throws AppError unavailable */
  async run(job: KeepJob): Promise<KeepingRecord | undefined> {
    const { organization, run: number } = job;
    const known = await this.ports.unitOfWork.run(organization, ({ keeping }) => keeping.run(number));
    const run = known ?? (await this.beginning.run(organization, number));
    if (run === undefined || run.keptAt !== undefined) return undefined;
    if (run.progress.next >= run.size) return this.conclusion.run(organization, run);
    await this.page.run(job, run);
    return undefined;
  }
}
