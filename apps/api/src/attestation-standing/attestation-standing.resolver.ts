import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';
import type { Digest } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { AttestationType } from '../attestation/attestation.type.js';
import { PageArgs, toConnection, toPageRequest } from '../graphql/connection.js';
import { CurrentLoaders } from '../graphql/current-loaders.decorator.js';
import type { Loaders } from '../graphql/loaders.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toEvent, toHandOver, toNotice, toRecipient, toStanding, toWithdrawal } from './attestation-standing.mapper.js';
import {
  AttestationEventConnection,
  AttestationEventType,
  AttestationRecipientConnection,
  AttestationRecipientType,
  AttestationStandingType,
  HandOverAttestationInput,
  WithdrawAttestationInput,
} from './attestation-standing.type.js';

/** What becomes of attestations after they were signed hangs below them; declared here so that they know nothing of it. */
@Resolver(() => AttestationType)
export class AttestationStandingResolver {
  constructor(
    @Inject(UseCasesToken)
    private readonly useCases: UseCasesOf<'readStandings' | 'withdrawAttestation' | 'handOverAttestation'>,
  ) {}

  @ResolveField(() => AttestationStandingType, { nullable: true })
  async standing(
    @Parent() { digest }: AttestationType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<AttestationStandingType | null> {
    const standing = await loaders.standings.load(digest as Digest);
    return standing === undefined ? null : toStanding(standing);
  }

  @ResolveField(() => AttestationEventConnection)
  async events(@Parent() { digest }: AttestationType, @CurrentActor() actor: Actor, @Args() page: PageArgs) {
    const events = await this.useCases.readStandings.events(actor, digest as Digest, toPageRequest(page));
    return toConnection(events, toEvent);
  }

  @ResolveField(() => AttestationRecipientConnection)
  async recipients(@Parent() { digest }: AttestationType, @CurrentActor() actor: Actor, @Args() page: PageArgs) {
    const recipients = await this.useCases.readStandings.recipients(actor, digest as Digest, toPageRequest(page));
    return toConnection(recipients, toRecipient);
  }

  @Mutation(() => AttestationEventType, {
    description: 'A person says, signed, that the organization no longer stands behind it. It cannot be taken back.',
  })
  @Requires('report:sign')
  async withdrawAttestation(
    @CurrentActor() actor: Actor,
    @Args('input') input: WithdrawAttestationInput,
  ): Promise<AttestationEventType> {
    return toEvent(await this.useCases.withdrawAttestation.run(actor, toWithdrawal(input)));
  }

  @Mutation(() => AttestationRecipientType, {
    description:
      'Keeps who was handed which bytes. From then on whoever has the attestation may ask for its signed status.',
  })
  @Requires('report:sign')
  async handOverAttestation(
    @CurrentActor() actor: Actor,
    @Args('input') input: HandOverAttestationInput,
  ): Promise<AttestationRecipientType> {
    return toRecipient(await this.useCases.handOverAttestation.run(actor, toHandOver(input)));
  }
}

@Resolver(() => AttestationRecipientType)
export class AttestationRecipientResolver {
  @ResolveField(() => String, {
    nullable: true,
    description: 'Draft of what this recipient has to know now, for a person to read and send; null while it stands.',
  })
  async notice(@Parent() recipient: AttestationRecipientType, @CurrentLoaders() loaders: Loaders) {
    const standing = await loaders.standings.load(recipient.attestation as Digest);
    const release = standing && (await loaders.releases.load(standing.release));
    const organization = await loaders.organization();
    if (standing === undefined || release === undefined || organization === undefined) return null;
    return toNotice(recipient, { standing, release, organization });
  }
}
