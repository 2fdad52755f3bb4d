import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { FIRST, toPageRequest } from '../graphql/connection.js';
import { ReleaseMomentInput, toReleaseMoment } from '../release/release-moment.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toExplanation } from './explanation.mapper.js';
import { ControlExplanationType } from './explanation.type.js';

@Resolver()
export class ExplanationResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'questionRelease'>) {}

  @Query(() => ControlExplanationType, {
    nullable: true,
    description: 'Why a control has its status, member by member.',
  })
  @Requires('report:read')
  async explainControl(
    @CurrentActor() actor: Actor,
    @Args('release') release: ReleaseMomentInput,
    @Args('control') control: string,
    @Args('first', FIRST) first: number,
  ): Promise<ControlExplanationType | null> {
    toPageRequest({ first });
    const answered = await this.useCases.questionRelease.explain(actor, toReleaseMoment(release), { control });
    return answered === undefined ? null : toExplanation(answered, first);
  }
}
