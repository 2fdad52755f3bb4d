import { Inject, Injectable } from '@nestjs/common';

import type { UseCases } from '#application';

import type { JobOf, Processor } from './processor.js';
import { UseCasesToken } from './worker-parts.js';

/** Gives waiting intake leaves their places in the log. */
@Injectable()
export class SequenceIntakeProcessor implements Processor<'sequence-intake'> {
  readonly job = 'sequence-intake';

  constructor(@Inject(UseCasesToken) private readonly useCases: Pick<UseCases, 'sequenceIntake'>) {}

  process(job: JobOf<'sequence-intake'>): Promise<unknown> {
    return this.useCases.sequenceIntake.run(job);
  }
}
