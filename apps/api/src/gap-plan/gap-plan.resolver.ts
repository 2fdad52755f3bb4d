import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { FIRST, toPageRequest } from '../graphql/connection.js';
import { ReleaseMomentInput, toReleaseMoment } from '../release/release-moment.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toGapPlan } from './gap-plan.mapper.js';
import { GapPlanType } from './gap-plan.type.js';

@Resolver()
export class GapPlanResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'questionRelease'>) {}

  @Query(() => GapPlanType, { nullable: true, description: 'What to do so that a release reaches a profile.' })
  @Requires('report:read')
  async gapPlan(
    @CurrentActor() actor: Actor,
    @Args('release') release: ReleaseMomentInput,
    @Args('profile', { type: () => String, nullable: true, description: 'Id of a profile; `profiles` lists them.' })
    profile: string | null,
    @Args('profileText', { type: () => String, nullable: true, description: 'A profile of your own in YAML, instead.' })
    profileText: string | null,
    @Args('first', FIRST) first: number,
  ): Promise<GapPlanType | null> {
    toPageRequest({ first });
    const answered = await this.useCases.questionRelease.plan(actor, toReleaseMoment(release), {
      ...(typeof profile === 'string' && { profile }),
      ...(typeof profileText === 'string' && { profileText }),
    });
    return answered === undefined ? null : toGapPlan(answered, first);
  }
}
