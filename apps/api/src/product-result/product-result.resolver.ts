import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';
import type { Instant } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { MomentArgs, toMoment } from '../assessment/moment.args.js';
import { FIRST, toPageRequest } from '../graphql/connection.js';
import { InstantScalar } from '../graphql/scalars.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toProductResult } from './product-result.mapper.js';
import { ProductResultType } from './product-result.type.js';

@Resolver()
export class ProductResultResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'readProductResult'>) {}

  @Query(() => ProductResultType, {
    nullable: true,
    description: 'What the releases of a product that were created in [from, until) come to.',
  })
  @Requires('report:read')
  async productResult(
    @CurrentActor() actor: Actor,
    @Args('product', { description: 'Slug of the product.' }) product: string,
    @Args('from', { type: () => InstantScalar }) from: string,
    @Args('until', { type: () => InstantScalar }) until: string,
    @Args() moment: MomentArgs,
    @Args('first', FIRST) first: number,
  ): Promise<ProductResultType | null> {
    toPageRequest({ first });
    const period = { from: from as Instant, until: until as Instant };
    const result = await this.useCases.readProductResult.run(actor, { product, period, ...toMoment(moment) });
    return result === undefined ? null : toProductResult(result, first);
  }
}
