/** The jobs that this process is at. */
export class RunningJobs {
  private readonly jobs = new Set<Promise<void>>();

  /** The same promise, remembered until it settles. */
  track(job: Promise<void>): Promise<void> {
    this.jobs.add(job);
    const forget = (): boolean => this.jobs.delete(job);
    job.then(forget, forget);
    return job;
  }

  /** Resolves when none runs; those that start meanwhile are waited for too. */
  async empty(): Promise<void> {
    while (this.jobs.size > 0) await Promise.allSettled(this.jobs);
  }
}
