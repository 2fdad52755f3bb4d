import { Field, InputType } from '@nestjs/graphql';

import type { ReleaseMoment } from '#application';
import type { Instant } from '#kernel';

import { InstantScalar } from '../graphql/scalars.js';

@InputType('ReleaseMomentInput', { description: 'A release at a moment.' })
export class ReleaseMomentInput {
  @Field({ description: 'Slug of the product.' })
  product!: string;

  @Field()
  version!: string;

  @Field(() => String, { nullable: true, description: 'By what it is judged. Default: the main framework.' })
  framework?: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'True then. Default: now.' })
  asOf?: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'As far as known when it was last judged by then. Default: what is known now.',
  })
  knownAt?: string | null;
}

export function toReleaseMoment({ product, version, framework, asOf, knownAt }: ReleaseMomentInput): ReleaseMoment {
  return {
    ...{ product, version },
    ...(typeof framework === 'string' && { framework }),
    ...(typeof asOf === 'string' && { asOf: asOf as Instant }),
    ...(typeof knownAt === 'string' && { knownAt: knownAt as Instant }),
  };
}
