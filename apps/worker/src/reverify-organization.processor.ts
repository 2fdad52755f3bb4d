import { Inject, Injectable } from '@nestjs/common';

import type { UseCases } from '#application';

import type { JobOf, Processor } from './processor.js';
import { UseCasesToken } from './worker-parts.js';

/** Judges everything held again, after a change of trust. */
@Injectable()
export class ReverifyOrganizationProcessor implements Processor<'reverify-organization'> {
  readonly job = 'reverify-organization';

  constructor(@Inject(UseCasesToken) private readonly useCases: Pick<UseCases, 'reverifyOrganization'>) {}

  process(job: JobOf<'reverify-organization'>): Promise<unknown> {
    return this.useCases.reverifyOrganization.run(job);
  }
}
