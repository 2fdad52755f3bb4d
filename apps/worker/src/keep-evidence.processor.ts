import { Inject, Injectable } from '@nestjs/common';

import type { UseCases } from '#application';
import { AppError } from '#kernel';

import type { JobOf, Processor } from './processor.js';
import { LogToken, UseCasesToken, type WorkerLog } from './worker-parts.js';

/** Reads back what an organization holds, and tells the operator what came out. */
@Injectable()
export class KeepEvidenceProcessor implements Processor<'keep-evidence'> {
  readonly job = 'keep-evidence';

  constructor(
    @Inject(UseCasesToken) private readonly useCases: Pick<UseCases, 'keepEvidence'>,
    @Inject(LogToken) private readonly log: WorkerLog,
  ) {}

  async process(job: JobOf<'keep-evidence'>): Promise<unknown> {
    const record = await this.useCases.keepEvidence.run(job);
    if (record === undefined) return undefined;
    const { examined, altered, missing, changed, unchecked, log, digest } = record;
    const { organization, run } = job;
    const fields = {
      ...{ organization, run, record: digest, examined },
      ...{ altered: altered.count, missing: missing.count, changed: changed.count, unchecked: unchecked.count },
      logConsistent: log.consistent ? 'yes' : 'no',
    };
    if (altered.count + missing.count === 0 && log.consistent) this.log.info('evidence.kept', fields);
    else this.log.error('evidence.damaged', damage(), fields);
    return record;
  }
}

function damage(): AppError {
  return new AppError(
    'internal',
    'EVIDENCE_DAMAGED',
    'what is held is not what was received: restore the items that the record names from a backup',
  );
}
