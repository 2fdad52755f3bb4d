import { Inject, Injectable } from '@nestjs/common';

import type { UseCases } from '#application';

import type { JobOf, Processor } from './processor.js';
import { UseCasesToken } from './worker-parts.js';

/** Has every release evaluated whose SBOMs list what new evidence is about. */
@Injectable()
export class EvaluateDependentsProcessor implements Processor<'evaluate-dependents'> {
  readonly job = 'evaluate-dependents';

  constructor(@Inject(UseCasesToken) private readonly useCases: Pick<UseCases, 'evaluateDependents'>) {}

  process(job: JobOf<'evaluate-dependents'>): Promise<unknown> {
    return this.useCases.evaluateDependents.run(job);
  }
}
