import { Inject, Injectable } from '@nestjs/common';

import type { UseCases } from '#application';

import type { JobOf, Processor } from './processor.js';
import { UseCasesToken } from './worker-parts.js';

/** Brings the current assessment of a release up to what is known. */
@Injectable()
export class EvaluateReleaseProcessor implements Processor<'evaluate-release'> {
  readonly job = 'evaluate-release';

  constructor(@Inject(UseCasesToken) private readonly useCases: Pick<UseCases, 'evaluateRelease'>) {}

  process(job: JobOf<'evaluate-release'>): Promise<unknown> {
    return this.useCases.evaluateRelease.run(job);
  }
}
