import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { FIRST, toPageRequest } from '../graphql/connection.js';
import { ReleaseMomentInput, toReleaseMoment } from '../release/release-moment.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toComparison } from './comparison.mapper.js';
import { ComparisonType } from './comparison.type.js';

@Resolver()
export class ComparisonResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'questionRelease'>) {}

  @Query(() => ComparisonType, {
    nullable: true,
    description: 'What differs between two releases, or one at two moments or by two frameworks, and why.',
  })
  @Requires('report:read')
  async compareReleases(
    @CurrentActor() actor: Actor,
    @Args('from') from: ReleaseMomentInput,
    @Args('to') to: ReleaseMomentInput,
    @Args('first', FIRST) first: number,
  ): Promise<ComparisonType | null> {
    toPageRequest({ first });
    const moments = { from: toReleaseMoment(from), to: toReleaseMoment(to) };
    const comparison = await this.useCases.questionRelease.compare(actor, moments);
    return comparison === undefined ? null : toComparison(comparison, first);
  }
}
