import { Inject } from '@nestjs/common';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toCatalog, toCatalogSummary } from './catalog.mapper.js';
import { CatalogSummaryType, CatalogType } from './catalog.type.js';

@Resolver()
export class CatalogResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'browseCatalogs'>) {}

  @Query(() => [CatalogSummaryType], { description: 'Publications this installation knows, by id.' })
  @Requires('report:read')
  catalogs(@CurrentActor() actor: Actor): CatalogSummaryType[] {
    return this.useCases.browseCatalogs.list(actor).map(toCatalogSummary);
  }

  @Query(() => CatalogType, { nullable: true })
  @Requires('report:read')
  catalog(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): CatalogType | null {
    const entry = this.useCases.browseCatalogs.find(actor, id);
    return entry === undefined ? null : toCatalog(entry);
  }
}
