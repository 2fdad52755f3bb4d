import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import { AppError, type Digest, type SubjectDigest } from '#kernel';
import type { Actor, EvidenceId, PrincipalId, ReleaseId, Stores } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { PageArgs, toConnection, toPageRequest } from '../graphql/connection.js';
import { CurrentLoaders } from '../graphql/current-loaders.decorator.js';
import type { Loaders } from '../graphql/loaders.js';
import { DigestScalar } from '../graphql/scalars.js';
import { PrincipalType } from '../organization/organization.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toEvidence } from './evidence.mapper.js';
import { EvidenceConnection, EvidenceFilter, EvidenceType } from './evidence.type.js';

type StoreFilter = Parameters<Stores['evidence']['list']>[1];
const STATES = ['stored', 'settled', 'quarantined'] as const;
const OUTCOMES = ['verified', 'rejected', 'unverified'] as const;

@Resolver(() => EvidenceType)
export class EvidenceResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read' | 'replayQuarantined'>) {}

  @Query(() => EvidenceType, { nullable: true })
  @Requires('evidence:read')
  async evidence(
    @CurrentActor() actor: Actor,
    @Args('digest', { type: () => DigestScalar }) digest: string,
  ): Promise<EvidenceType | null> {
    const [row] = await this.useCases.read.run(actor, 'evidence:read', (stores) =>
      stores.evidence.byDigests([digest as Digest]),
    );
    return row === undefined ? null : toEvidence(row);
  }

  @Query(() => EvidenceConnection)
  @Requires('evidence:read')
  async evidenceList(
    @CurrentActor() actor: Actor,
    @Args() page: PageArgs,
    @Args('filter', { nullable: true }) filter?: EvidenceFilter,
  ) {
    const request = toPageRequest(page);
    const wanted = toStoreFilter(filter ?? {});
    return toConnection(
      await this.useCases.read.run(actor, 'evidence:read', (stores) => stores.evidence.list(request, wanted)),
      toEvidence,
    );
  }

  @ResolveField(() => PrincipalType, { nullable: true })
  async submittedBy(
    @Parent() evidence: EvidenceType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<PrincipalType | null> {
    return (await loaders.principals.load(evidence.submittedById as PrincipalId)) ?? null;
  }

  @Mutation(() => Boolean, { description: 'Takes an item out of quarantine and verifies it again.' })
  @Requires('evidence:write')
  async replayQuarantined(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<boolean> {
    await this.useCases.replayQuarantined.run(actor, id as EvidenceId);
    return true;
  }
}

function toStoreFilter(filter: EvidenceFilter): StoreFilter {
  return {
    ...(isText(filter.state) ? { state: oneOf(filter.state, STATES) } : {}),
    ...(isText(filter.outcome) ? { outcome: oneOf(filter.outcome, OUTCOMES) } : {}),
    ...(isText(filter.kind) ? { kind: filter.kind } : {}),
    ...(isText(filter.subject) ? { subject: filter.subject as SubjectDigest } : {}),
    ...(isText(filter.release) ? { release: filter.release as ReleaseId } : {}),
  };
}

function isText(value: string | null | undefined): value is string {
  return typeof value === 'string';
}

function oneOf<T extends string>(value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new AppError('invalid', 'FILTER_INVALID', `the filter accepts ${allowed.join(', ')}`);
  return found;
}
