import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { PageArgs, toConnection, toPageRequest } from '../graphql/connection.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { CreateProductInput, ProductConnection, ProductType } from './product.type.js';

@Resolver(() => ProductType)
export class ProductResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read' | 'createProduct'>) {}

  @Query(() => ProductConnection)
  @Requires('report:read')
  async products(@CurrentActor() actor: Actor, @Args() page: PageArgs) {
    const request = toPageRequest(page);
    return toConnection(
      await this.useCases.read.run(actor, 'report:read', (stores) => stores.products.list(request)),
      (row): ProductType => row,
    );
  }

  @Query(() => ProductType, { nullable: true })
  @Requires('report:read')
  async product(@CurrentActor() actor: Actor, @Args('slug') slug: string): Promise<ProductType | null> {
    return (await this.useCases.read.run(actor, 'report:read', (stores) => stores.products.bySlug(slug))) ?? null;
  }

  @Mutation(() => ProductType, { description: 'Idempotent by slug.' })
  @Requires('evidence:write')
  async createProduct(@CurrentActor() actor: Actor, @Args('input') input: CreateProductInput): Promise<ProductType> {
    return (await this.useCases.createProduct.run(actor, input)).product;
  }
}
