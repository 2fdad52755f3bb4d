import type { Job, JobName } from '#application';

export type JobOf<Name extends JobName> = Extract<Job, { name: Name }>;

/** Translates one kind of job into one use case. */
export interface Processor<Name extends JobName = JobName> {
  readonly job: Name;
  process(job: JobOf<Name>): Promise<unknown>;
}

/** Nest token of all processors. */
export const Processors = Symbol('Processors');
