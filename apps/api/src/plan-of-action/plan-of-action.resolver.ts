import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';
import type { Instant } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { ReceivedEvidenceType } from '../evidence/evidence.type.js';
import { InstantScalar } from '../graphql/scalars.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toPlan, toPlanOfAction } from './plan-of-action.mapper.js';
import { PlanOfActionInput, PlanOfActionType } from './plan-of-action.type.js';

@Resolver()
export class PlanOfActionResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'stateDecision' | 'readPlans'>) {}

  @Mutation(() => ReceivedEvidenceType, {
    description: 'Begins an item, or changes it: then with its newest statement and a reason. The caller owns it.',
  })
  @Requires('policy:write')
  async statePlanOfAction(
    @CurrentActor() actor: Actor,
    @Args('input') input: PlanOfActionInput,
  ): Promise<ReceivedEvidenceType> {
    return this.useCases.stateDecision.run(actor, toPlan(input));
  }

  @Query(() => [PlanOfActionType], {
    nullable: true,
    description: 'What is planned about a product, or about one release of it, by control; completed items included.',
  })
  @Requires('report:read')
  async plansOfAction(
    @CurrentActor() actor: Actor,
    @Args('product') product: string,
    @Args('release', { type: () => String, nullable: true }) release?: string | null,
    @Args('asOf', { type: () => InstantScalar, nullable: true }) asOf?: string | null,
  ): Promise<PlanOfActionType[] | null> {
    const items = await this.useCases.readPlans.run(actor, {
      product,
      ...(typeof release === 'string' && { release }),
      ...(typeof asOf === 'string' && { asOf: asOf as Instant }),
    });
    return items?.map(toPlanOfAction) ?? null;
  }
}
