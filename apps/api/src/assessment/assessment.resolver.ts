import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Digest } from '#kernel';
import { standingFramework, type Actor, type ProductId, type ReleaseId } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { PageArgs, toConnection, toPageRequest } from '../graphql/connection.js';
import { CurrentLoaders } from '../graphql/current-loaders.decorator.js';
import type { Loaders } from '../graphql/loaders.js';
import { DigestScalar } from '../graphql/scalars.js';
import { ReleaseType } from '../release/release.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { MomentArgs, toMoment } from './moment.args.js';
import { toAssessment, toCoverageRow } from './assessment.mapper.js';
import { AssessmentConnection, AssessmentType, CoverageConnection } from './assessment.type.js';

const FRAMEWORK = { type: () => String, nullable: true, description: 'Default: the main one.' } as const;

@Resolver(() => AssessmentType)
export class AssessmentResolver {
  constructor(
    @Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read' | 'readCoverage' | 'assessRelease'>,
  ) {}

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
    description: 'The coverage matrix: how the newest release of each product stands, true and known at a moment.',
  })
  @Requires('report:read')
  async coverage(
    @CurrentActor() actor: Actor,
    @Args() page: PageArgs,
    @Args() moment: MomentArgs,
    @Args('productId', { type: () => ID, nullable: true }) productId?: string | null,
  ) {
    const order = { ...toMoment(moment), ...(typeof productId === 'string' && { product: productId as ProductId }) };
    return toConnection(await this.useCases.readCoverage.run(actor, toPageRequest(page), order), toCoverageRow);
  }

  @Mutation(() => AssessmentType, {
    description: 'Judges a release by what is held now, by every framework, and keeps the results.',
  })
  @Requires('report:read')
  async assessRelease(
    @CurrentActor() actor: Actor,
    @Args('product') product: string,
    @Args('version') version: string,
    @Args('framework', FRAMEWORK) framework?: string | null,
  ): Promise<AssessmentType> {
    const order = { product, version, ...(typeof framework === 'string' && { framework }) };
    return toAssessment(await this.useCases.assessRelease.run(actor, order));
  }
}

@Resolver(() => ReleaseType)
export class ReleaseAssessmentResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read' | 'clock' | 'frameworks'>) {}

  @ResolveField(() => AssessmentType, {
    nullable: true,
    description: 'The judgement that is current, or was at `knownAt`, read at `asOf`.',
  })
  async assessment(
    @Parent() release: ReleaseType,
    @CurrentLoaders() loaders: Loaders,
    @Args() args: MomentArgs,
  ): Promise<AssessmentType | null> {
    const { framework, asOf, knownAt } = toMoment(args);
    const by = { framework: standingFramework(this.useCases.frameworks, framework), ...(knownAt && { knownAt }) };
    const record = await loaders.assessments(by).load(release.id as ReleaseId);
    return record === undefined ? null : toAssessment(record, asOf ?? this.useCases.clock.now());
  }

  @ResolveField(() => AssessmentConnection, { description: 'Every judgement that was kept, as it was.' })
  async assessments(
    @Parent() release: ReleaseType,
    @CurrentActor() actor: Actor,
    @Args() page: PageArgs,
    @Args('framework', { ...FRAMEWORK, description: 'Default: by whichever.' }) framework?: string | null,
  ) {
    const request = toPageRequest(page);
    const filter = { release: release.id as ReleaseId, ...(typeof framework === 'string' && { framework }) };
    const rows = await this.useCases.read.run(actor, 'report:read', (stores) =>
      stores.assessments.list(request, filter),
    );
    return toConnection(rows, (record) => toAssessment(record));
  }
}
