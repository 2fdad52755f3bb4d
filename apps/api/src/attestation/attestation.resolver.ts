import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { AttestationState } from '#evidence';
import type { Digest } from '#kernel';
import type { Actor, PrincipalId, ReleaseId } from '#application';

import { AttestationStateEnum } from '../attestation-standing/attestation-state.js';
import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { PageArgs, toConnection, toPageRequest } from '../graphql/connection.js';
import { CurrentLoaders } from '../graphql/current-loaders.decorator.js';
import type { Loaders } from '../graphql/loaders.js';
import { DigestScalar } from '../graphql/scalars.js';
import { PrincipalType } from '../organization/organization.type.js';
import { ReleaseType } from '../release/release.type.js';
import { toRelease } from '../release/release.mapper.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toAttestation } from './attestation.mapper.js';
import { AttestationConnection, AttestationType, IssueAttestationInput } from './attestation.type.js';

@Resolver(() => AttestationType)
export class AttestationResolver {
  constructor(
    @Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read' | 'readStandings' | 'issueAttestation'>,
  ) {}

  @Query(() => AttestationType, { nullable: true })
  @Requires('report:read')
  async attestation(
    @CurrentActor() actor: Actor,
    @Args('digest', { type: () => DigestScalar }) digest: string,
  ): Promise<AttestationType | null> {
    const record = await this.useCases.read.run(actor, 'report:read', (stores) =>
      stores.attestations.byDigest(digest as Digest),
    );
    return record === undefined ? null : toAttestation(record);
  }

  @Query(() => AttestationConnection)
  @Requires('report:read')
  async attestations(
    @CurrentActor() actor: Actor,
    @Args() page: PageArgs,
    @Args('state', { type: () => AttestationStateEnum, nullable: true, description: 'Only those in this state now.' })
    state?: AttestationState | null,
  ) {
    const request = toPageRequest(page);
    const { read, readStandings } = this.useCases;
    const found = state
      ? await readStandings.inState(actor, state, request)
      : await read.run(actor, 'report:read', (stores) => stores.attestations.list(request, {}));
    return toConnection(found, toAttestation);
  }

  @ResolveField(() => ReleaseType)
  async release(
    @Parent() attestation: AttestationType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<ReleaseType | undefined> {
    const release = await loaders.releases.load(attestation.releaseId as ReleaseId);
    return release === undefined ? undefined : toRelease(release);
  }

  @ResolveField(() => PrincipalType, { nullable: true })
  async signedBy(
    @Parent() attestation: AttestationType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<PrincipalType | null> {
    return (await loaders.principals.load(attestation.signedById as PrincipalId)) ?? null;
  }

  @Mutation(() => AttestationType, {
    description:
      'Drafts, approves and signs at once, where the organization lets one person do so: judges the release now and signs the result.',
  })
  @Requires('report:sign')
  async issueAttestation(
    @CurrentActor() actor: Actor,
    @Args('input') input: IssueAttestationInput,
  ): Promise<AttestationType> {
    const { product, release, framework, supersedes } = input;
    const order = {
      ...{ product, release, acceptStaleRoot: input.acceptStaleRoot === true },
      ...(typeof framework === 'string' && { framework }),
      ...(typeof supersedes === 'string' && { supersedes: supersedes as Digest }),
    };
    return toAttestation(await this.useCases.issueAttestation.run(actor, order));
  }
}
