import { ArgsType, Field } from '@nestjs/graphql';

import type { CoverageMoment } from '#application';
import type { Instant } from '#kernel';

import { InstantScalar } from '../graphql/scalars.js';

@ArgsType()
export class MomentArgs {
  @Field(() => String, { nullable: true, description: 'By what it is judged. Default: the main framework.' })
  framework?: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'True then. Default: now.' })
  asOf?: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'As far as it was known then. Default: now.' })
  knownAt?: string | null;
}

export function toMoment({ framework, asOf, knownAt }: MomentArgs): Partial<CoverageMoment> {
  return {
    ...(typeof framework === 'string' && { framework }),
    ...(typeof asOf === 'string' && { asOf: asOf as Instant }),
    ...(typeof knownAt === 'string' && { knownAt: knownAt as Instant }),
  };
}
