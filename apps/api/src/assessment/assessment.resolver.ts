import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Digest, Instant } from '#kernel';
import type { Actor, ProductId, ReleaseId } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { PageArgs, toConnection, toPageRequest } from '../graphql/connection.js';
import { CurrentLoaders } from '../graphql/current-loaders.decorator.js';
import type { Loaders } from '../graphql/loaders.js';
import { DigestScalar, InstantScalar } from '../graphql/scalars.js';
import { ReleaseType } from '../release/release.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toAssessment, toCoverageRow } from './assessment.mapper.js';
import { AssessmentConnection, AssessmentType, CoverageConnection } from './assessment.type.js';

const asOfArgument = { type: () => InstantScalar, nullable: true, description: 'Default: now.' } as const;

@Resolver(() => AssessmentType)
export class AssessmentResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read' | 'clock' | 'assessRelease'>) {}

  @Query(() => AssessmentType, { nullable: true })
  @Requires('report:read')
  async assessment(
    @CurrentActor() actor: Actor,
    @Args('input', { type: () => DigestScalar }) input: string,
  ): Promise<AssessmentType | null> {
    const record = await this.useCases.read.run(actor, 'report:read', (stores) =>
      stores.assessments.byInput(input as Digest),
    );
    return record === undefined ? null : toAssessment(record);
  }

  @Query(() => CoverageConnection, {
    description: 'Current results of releases, product by product: the coverage matrix.',
  })
  @Requires('report:read')
  async coverage(
    @CurrentActor() actor: Actor,
    @Args() page: PageArgs,
    @Args('productId', { type: () => ID, nullable: true }) productId?: string | null,
    @Args('asOf', asOfArgument) asOf?: string | null,
  ) {
    const request = toPageRequest(page);
    const filter = typeof productId === 'string' ? { product: productId as ProductId } : {};
    const rows = await this.useCases.read.run(actor, 'report:read', (stores) =>
      stores.assessments.coverage(request, filter),
    );
    const at = (asOf as Instant | null | undefined) ?? this.useCases.clock.now();
    return toConnection(rows, (row) => toCoverageRow(row, at));
  }

  @Mutation(() => AssessmentType, { description: 'Judges a release by what is held now and keeps the result.' })
  @Requires('report:read')
  async assessRelease(
    @CurrentActor() actor: Actor,
    @Args('product') product: string,
    @Args('version') version: string,
  ): Promise<AssessmentType> {
    return toAssessment(await this.useCases.assessRelease.run(actor, { product, version }));
  }
}

@Resolver(() => ReleaseType)
export class ReleaseAssessmentResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read' | 'clock'>) {}

  @ResolveField(() => AssessmentType, { nullable: true, description: 'The current judgement, read at `asOf`.' })
  async assessment(
    @Parent() release: ReleaseType,
    @CurrentLoaders() loaders: Loaders,
    @Args('asOf', asOfArgument) asOf?: string | null,
  ): Promise<AssessmentType | null> {
    const record = await loaders.assessments.load(release.id as ReleaseId);
    return record === undefined
      ? null
      : toAssessment(record, (asOf as Instant | null | undefined) ?? this.useCases.clock.now());
  }

  @ResolveField(() => AssessmentConnection, { description: 'Every judgement that was kept, as it was.' })
  async assessments(@Parent() release: ReleaseType, @CurrentActor() actor: Actor, @Args() page: PageArgs) {
    const request = toPageRequest(page);
    const filter = { release: release.id as ReleaseId };
    const rows = await this.useCases.read.run(actor, 'report:read', (stores) =>
      stores.assessments.list(request, filter),
    );
    return toConnection(rows, (record) => toAssessment(record));
  }
}
