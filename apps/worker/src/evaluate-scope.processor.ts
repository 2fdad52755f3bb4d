import { Inject, Injectable } from '@nestjs/common';

import type { UseCases } from '#application';

import type { JobOf, Processor } from './processor.js';
import { UseCasesToken } from './worker-parts.js';

/** Has every release of a product or of the organization evaluated. */
@Injectable()
export class EvaluateScopeProcessor implements Processor<'evaluate-scope'> {
  readonly job = 'evaluate-scope';

  constructor(@Inject(UseCasesToken) private readonly useCases: Pick<UseCases, 'evaluateScope'>) {}

  process(job: JobOf<'evaluate-scope'>): Promise<unknown> {
    return this.useCases.evaluateScope.run(job);
  }
}
