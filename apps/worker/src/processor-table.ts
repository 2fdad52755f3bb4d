import { Inject, Injectable } from '@nestjs/common';

import { JOB_LANES, type Job, type JobName } from '#application';
import { AppError } from '#kernel';

import { Processors, type Processor } from './processor.js';
import { LogToken, type WorkerLog } from './worker-parts.js';

/** Which processor answers which job: exactly one each, or the worker does not start. */
@Injectable()
export class ProcessorTable {
  private readonly processors: ReadonlyMap<JobName, Processor>;

  /** @throws AppError internal PROCESSOR_MISSING, PROCESSOR_TWICE */
  constructor(
    @Inject(Processors) processors: readonly Processor[],
    @Inject(LogToken) private readonly log: WorkerLog,
  ) {
    this.processors = new Map(processors.map((processor) => [processor.job, processor]));
    if (this.processors.size < processors.length) throw refused('PROCESSOR_TWICE', 'a job has two processors');
    const missing = (Object.keys(JOB_LANES) as JobName[]).find((name) => !this.processors.has(name));
    if (missing !== undefined) throw refused('PROCESSOR_MISSING', `the job ${missing} has no processor`);
  }

  /** Logs and throws what the processor throws: whether to try again is the queue's to decide. */
  readonly answer = async (job: Job, attempt: number): Promise<void> => {
    try {
      await this.processorOf(job).process(job);
    } catch (error) {
      this.log.error('job.failed', error, { job: job.name, organization: job.organization, attempt });
      throw error;
    }
  };

  private processorOf(job: Job): Processor {
    const processor = this.processors.get(job.name);
    if (processor !== undefined) return processor;
    throw refused('PROCESSOR_MISSING', 'a job arrived that this version does not know');
  }
}

function refused(code: string, message: string): AppError {
  return new AppError('internal', code, `${message}: this worker is not whole`);
}
