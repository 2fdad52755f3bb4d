import { Inject } from '@nestjs/common';
import { Args, Int, Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { toPageRequest } from '../graphql/connection.js';
import { ReleaseMomentInput, toReleaseMoment } from '../release/release-moment.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toSample } from './sample.mapper.js';
import { SampleType } from './sample.type.js';

@Resolver()
export class SampleResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'questionRelease'>) {}

  @Query(() => SampleType, {
    nullable: true,
    description: 'Artifacts of a release, drawn so that anybody draws the same ones from the same seed.',
  })
  @Requires('report:read')
  async sample(
    @CurrentActor() actor: Actor,
    @Args('release') release: ReleaseMomentInput,
    @Args('seed') seed: string,
    @Args('size', { type: () => Int, description: 'How many to draw, 1 to 100.' }) size: number,
  ): Promise<SampleType | null> {
    toPageRequest({ first: size });
    const answered = await this.useCases.questionRelease.sample(actor, toReleaseMoment(release), { size, seed });
    return answered === undefined ? null : toSample(answered);
  }
}
