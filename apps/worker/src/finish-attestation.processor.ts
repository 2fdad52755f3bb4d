import { Inject, Injectable } from '@nestjs/common';

import type { UseCases } from '#application';

import type { JobOf, Processor } from './processor.js';
import { UseCasesToken } from './worker-parts.js';

/** Keeps the attestation that follows from a signature, where whoever signed did not come that far. */
@Injectable()
export class FinishAttestationProcessor implements Processor<'finish-attestation'> {
  readonly job = 'finish-attestation';

  constructor(@Inject(UseCasesToken) private readonly useCases: Pick<UseCases, 'finishAttestation'>) {}

  process(job: JobOf<'finish-attestation'>): Promise<unknown> {
    return this.useCases.finishAttestation.run(job);
  }
}
