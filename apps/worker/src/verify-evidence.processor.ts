import { Inject, Injectable } from '@nestjs/common';

import type { UseCases } from '#application';

import type { JobOf, Processor } from './processor.js';
import { UseCasesToken } from './worker-parts.js';

/** Brings received evidence to its verdict. */
@Injectable()
export class VerifyEvidenceProcessor implements Processor<'verify-evidence'> {
  readonly job = 'verify-evidence';

  constructor(@Inject(UseCasesToken) private readonly useCases: Pick<UseCases, 'verifyEvidence'>) {}

  process(job: JobOf<'verify-evidence'>): Promise<unknown> {
    return this.useCases.verifyEvidence.run(job);
  }
}
