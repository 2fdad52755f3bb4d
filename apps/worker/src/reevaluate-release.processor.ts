import { Inject, Injectable } from '@nestjs/common';

import type { UseCases } from '#application';

import type { JobOf, Processor } from './processor.js';
import { UseCasesToken } from './worker-parts.js';

/** The same evaluation, for something that concerns many releases. */
@Injectable()
export class ReevaluateReleaseProcessor implements Processor<'reevaluate-release'> {
  readonly job = 'reevaluate-release';

  constructor(@Inject(UseCasesToken) private readonly useCases: Pick<UseCases, 'evaluateRelease'>) {}

  process(job: JobOf<'reevaluate-release'>): Promise<unknown> {
    return this.useCases.evaluateRelease.run(job);
  }
}
