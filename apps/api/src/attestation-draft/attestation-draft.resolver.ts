import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor, AttestationDraftId, PrincipalId, ReleaseId } from '#application';
import type { Digest } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { toAttestation } from '../attestation/attestation.mapper.js';
import { AttestationType } from '../attestation/attestation.type.js';
import { PageArgs, toConnection, toPageRequest } from '../graphql/connection.js';
import { CurrentLoaders } from '../graphql/current-loaders.decorator.js';
import type { Loaders } from '../graphql/loaders.js';
import { OrganizationType, PrincipalType } from '../organization/organization.type.js';
import { toRelease } from '../release/release.mapper.js';
import { ReleaseType } from '../release/release.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import {
  toApproval,
  toApprovalOrder,
  toDraft,
  toDraftOrder,
  toProducerStatement,
  toStatementOrder,
} from './attestation-draft.mapper.js';
import {
  ApproveAttestationInput,
  AttestationApprovalType,
  AttestationDraftConnection,
  AttestationDraftType,
  DraftAttestationInput,
  ProducerStatementType,
  StateProducerStatementInput,
  ValidityType,
} from './attestation-draft.type.js';

/** From a draft over its approval to the signature. */
@Resolver(() => AttestationDraftType)
export class AttestationDraftResolver {
  constructor(
    @Inject(UseCasesToken)
    private readonly useCases: UseCasesOf<
      'read' | 'draftAttestation' | 'approveDraft' | 'signDraft' | 'stateProducerStatement' | 'askTwoPeople'
    >,
  ) {}

  @Query(() => AttestationDraftType, { nullable: true })
  @Requires('report:read')
  async attestationDraft(
    @Args('id', { type: () => ID }) id: string,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<AttestationDraftType | null> {
    const draft = await loaders.drafts.load(id as AttestationDraftId);
    return draft === undefined ? null : toDraft(draft);
  }

  @Query(() => AttestationDraftConnection)
  @Requires('report:read')
  async attestationDrafts(@CurrentActor() actor: Actor, @Args() page: PageArgs) {
    const drafts = await this.useCases.read.run(actor, 'report:read', (stores) =>
      stores.drafts.list(toPageRequest(page), {}),
    );
    return toConnection(drafts, toDraft);
  }

  @ResolveField(() => ReleaseType)
  async release(
    @Parent() { releaseId }: AttestationDraftType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<ReleaseType | undefined> {
    const release = await loaders.releases.load(releaseId as ReleaseId);
    return release && toRelease(release);
  }

  @ResolveField(() => PrincipalType, { nullable: true })
  async draftedBy(
    @Parent() { draftedById }: AttestationDraftType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<PrincipalType | null> {
    return (await loaders.principals.load(draftedById as PrincipalId)) ?? null;
  }

  @ResolveField(() => [AttestationApprovalType])
  async approvals(
    @Parent() { id }: AttestationDraftType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<AttestationApprovalType[]> {
    return ((await loaders.draftApprovals.load(id as AttestationDraftId)) ?? []).map(toApproval);
  }

  @ResolveField(() => AttestationType, { nullable: true, description: 'What it became when it was signed.' })
  async attestation(
    @Parent() { id }: AttestationDraftType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<AttestationType | null> {
    const record = await loaders.attestationsOfDrafts.load(id as AttestationDraftId);
    return record === undefined ? null : toAttestation(record);
  }

  @Mutation(() => AttestationDraftType, {
    description: 'Judges the release now and freezes what would be signed about it. Nothing is signed.',
  })
  @Requires('report:sign')
  async draftAttestation(
    @CurrentActor() actor: Actor,
    @Args('input') input: DraftAttestationInput,
  ): Promise<AttestationDraftType> {
    return toDraft(await this.useCases.draftAttestation.run(actor, toDraftOrder(input)));
  }

  @Mutation(() => AttestationApprovalType, {
    description:
      'A person who has read the report agrees that it is signed; by digest, so it is this report and no other.',
  })
  @Requires('report:sign')
  async approveAttestation(
    @CurrentActor() actor: Actor,
    @Args('input') input: ApproveAttestationInput,
  ): Promise<AttestationApprovalType> {
    return toApproval(await this.useCases.approveDraft.run(actor, toApprovalOrder(input)));
  }

  @Mutation(() => AttestationType, {
    description:
      'Signs exactly what was drafted and approved. Signing a draft again gives the attestation that there is.',
  })
  @Requires('report:sign')
  async signAttestation(
    @CurrentActor() actor: Actor,
    @Args('draft', { type: () => ID }) draft: string,
  ): Promise<AttestationType> {
    return toAttestation(await this.useCases.signDraft.run(actor, draft as AttestationDraftId));
  }

  @Mutation(() => ProducerStatementType, {
    description: 'A person states something over an attestation that stands, in exactly the words that were shown.',
  })
  @Requires('report:sign')
  async stateProducerStatement(
    @CurrentActor() actor: Actor,
    @Args('input') input: StateProducerStatementInput,
  ): Promise<ProducerStatementType> {
    return toProducerStatement(await this.useCases.stateProducerStatement.run(actor, toStatementOrder(input)));
  }

  @Mutation(() => OrganizationType, {
    description: 'Whether what is signed takes an author and somebody else who approves.',
  })
  @Requires('org:admin')
  askTwoPeopleToSign(
    @CurrentActor() actor: Actor,
    @Args('asked', { type: () => Boolean }) asked: boolean,
  ): Promise<OrganizationType> {
    return this.useCases.askTwoPeople.run(actor, asked);
  }
}

@Resolver(() => AttestationApprovalType)
export class AttestationApprovalResolver {
  @ResolveField(() => PrincipalType, { nullable: true })
  async approvedBy(
    @Parent() { approvedById }: AttestationApprovalType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<PrincipalType | null> {
    return (await loaders.principals.load(approvedById as PrincipalId)) ?? null;
  }
}

/** What an attestation was before it was signed, and what was stated over it since. */
@Resolver(() => AttestationType)
export class DraftedAttestationResolver {
  @ResolveField(() => AttestationDraftType, {
    nullable: true,
    description: 'Null where it was signed before there were drafts.',
  })
  async draft(
    @Parent() { draftId }: AttestationType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<AttestationDraftType | null> {
    const draft = draftId ? await loaders.drafts.load(draftId as AttestationDraftId) : undefined;
    return draft === undefined ? null : toDraft(draft);
  }

  @ResolveField(() => ValidityType, {
    nullable: true,
    description: 'Until its first result changes by itself, for better or worse, and a year at most.',
  })
  async validity(
    @Parent() { draftId }: AttestationType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<ValidityType | null> {
    const draft = draftId ? await loaders.drafts.load(draftId as AttestationDraftId) : undefined;
    return draft === undefined ? null : { from: draft.asOf, until: draft.validUntil };
  }

  @ResolveField(() => [ProducerStatementType])
  async producerStatements(
    @Parent() { digest }: AttestationType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<ProducerStatementType[]> {
    return ((await loaders.producerStatements.load(digest as Digest)) ?? []).map(toProducerStatement);
  }
}
