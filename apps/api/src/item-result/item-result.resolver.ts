import { Inject } from '@nestjs/common';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';
import type { Instant } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { InstantScalar } from '../graphql/scalars.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toCrosswalkResult } from './item-result.mapper.js';
import { CrosswalkResultType } from './item-result.type.js';

@Resolver()
export class ItemResultResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'readItems'>) {}

  @Query(() => CrosswalkResultType, {
    nullable: true,
    description: 'A release by the items of the CISA form, of Executive Order 14028 4(e), or of a view.',
  })
  @Requires('report:read')
  async crosswalkResult(
    @CurrentActor() actor: Actor,
    @Args('product') product: string,
    @Args('version') version: string,
    @Args('catalog', { type: () => ID, description: 'Such as cisa-form-1.0, eo-14028-4e, cncf-stages.' }) by: string,
    @Args('asOf', { type: () => InstantScalar, nullable: true, description: 'True then. Default: now.' })
    asOf?: string | null,
    @Args('knownAt', {
      type: () => InstantScalar,
      nullable: true,
      description: 'As far as it was known then. Default: now.',
    })
    knownAt?: string | null,
  ): Promise<CrosswalkResultType | null> {
    const answer = await this.useCases.readItems.run(actor, {
      ...{ product, version, by },
      ...(typeof asOf === 'string' && { asOf: asOf as Instant }),
      ...(typeof knownAt === 'string' && { knownAt: knownAt as Instant }),
    });
    return answer === undefined ? null : toCrosswalkResult(answer);
  }
}
