import { Inject, Injectable } from '@nestjs/common';

import type { UseCases } from '#application';

import type { JobOf, Processor } from './processor.js';
import { UseCasesToken } from './worker-parts.js';

/** What was signed about a release is held against how it is judged now. */
@Injectable()
export class WatchAttestationsProcessor implements Processor<'watch-attestations'> {
  readonly job = 'watch-attestations';

  constructor(@Inject(UseCasesToken) private readonly useCases: Pick<UseCases, 'watchAttestations'>) {}

  process(job: JobOf<'watch-attestations'>): Promise<unknown> {
    return this.useCases.watchAttestations.run(job);
  }
}
