import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';
import type { Digest, Instant } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { ReceivedEvidenceType } from '../evidence/evidence.type.js';
import { PageArgs, toConnection, toPageRequest } from '../graphql/connection.js';
import { DigestScalar } from '../graphql/scalars.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import {
  digestOfImpact,
  toCompromise,
  toFelledAttestation,
  toFelledEvidence,
  toFelledRelease,
} from './compromise.mapper.js';
import {
  CompromiseImpactType,
  CompromiseInput,
  CompromiseType,
  FelledAttestationConnection,
  FelledEvidenceConnection,
  FelledReleaseConnection,
} from './compromise.type.js';

@Resolver(() => CompromiseImpactType)
export class CompromiseResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'stateDecision' | 'readCompromises'>) {}

  @Mutation(() => ReceivedEvidenceType, {
    description: 'States that somebody is not trusted any more. One person is enough; everything held is judged again.',
  })
  @Requires('policy:write')
  async stateCompromise(
    @CurrentActor() actor: Actor,
    @Args('input') input: CompromiseInput,
  ): Promise<ReceivedEvidenceType> {
    const { kind, name, issuer, since, reason } = input;
    return this.useCases.stateDecision.run(actor, {
      kind: 'compromise',
      distrusted: { kind, name, ...(typeof issuer === 'string' && { issuer }) },
      ...{ since: since as Instant, reason },
    });
  }

  @Query(() => [CompromiseType], { description: 'Statements in force about who is not trusted any more.' })
  @Requires('report:read')
  async compromises(@CurrentActor() actor: Actor): Promise<CompromiseType[]> {
    return (await this.useCases.readCompromises.list(actor)).map(toCompromise);
  }

  @Query(() => CompromiseImpactType, { nullable: true })
  @Requires('report:read')
  async compromiseImpact(
    @CurrentActor() actor: Actor,
    @Args('statement', { type: () => DigestScalar }) statement: string,
  ): Promise<CompromiseImpactType | null> {
    const found = await this.useCases.readCompromises.find(actor, statement as Digest);
    return found === undefined ? null : { statement: found.digest, receivedAt: found.receivedAt };
  }

  @ResolveField(() => FelledEvidenceConnection)
  async evidence(@CurrentActor() actor: Actor, @Parent() impact: CompromiseImpactType, @Args() page: PageArgs) {
    const { readCompromises } = this.useCases;
    return toConnection(
      await readCompromises.evidence(actor, digestOfImpact(impact), toPageRequest(page)),
      toFelledEvidence,
    );
  }

  @ResolveField(() => FelledReleaseConnection)
  async releases(
    @CurrentActor() actor: Actor,
    @Parent() impact: CompromiseImpactType,
    @Args() page: PageArgs,
    @Args('framework', { type: () => String, nullable: true }) framework?: string | null,
  ) {
    const asked = { page: toPageRequest(page), ...(typeof framework === 'string' && { framework }) };
    return toConnection(
      await this.useCases.readCompromises.releases(actor, digestOfImpact(impact), asked),
      toFelledRelease,
    );
  }

  @ResolveField(() => FelledAttestationConnection)
  async attestations(@CurrentActor() actor: Actor, @Parent() impact: CompromiseImpactType, @Args() page: PageArgs) {
    const { readCompromises } = this.useCases;
    return toConnection(
      await readCompromises.attestations(actor, digestOfImpact(impact), toPageRequest(page)),
      toFelledAttestation,
    );
  }
}
