import { Inject, Injectable } from '@nestjs/common';

import type { UseCases } from '#application';

import type { JobOf, Processor } from './processor.js';
import { UseCasesToken } from './worker-parts.js';

/** Judges again what was judged before, for a walk over everything held. */
@Injectable()
export class ReverifyEvidenceProcessor implements Processor<'reverify-evidence'> {
  readonly job = 'reverify-evidence';

  constructor(@Inject(UseCasesToken) private readonly useCases: Pick<UseCases, 'verifyEvidence'>) {}

  process(job: JobOf<'reverify-evidence'>): Promise<unknown> {
    return this.useCases.verifyEvidence.run(job);
  }
}
