import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { Digest, Instant } from '#kernel';
import type { Actor, PrincipalId } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { ReceivedEvidenceType } from '../evidence/evidence.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { HumanEvidenceInput, NotApplicableInput, WaiverInput } from './decision.type.js';
import { toScope } from './to-scope.js';

/** What people state: signed with the organization's key, received and verified like all evidence, never more than self-attested. */
@Resolver()
export class DecisionResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'stateDecision'>) {}

  @Mutation(() => ReceivedEvidenceType)
  @Requires('policy:write')
  async stateHumanEvidence(
    @CurrentActor() actor: Actor,
    @Args('input') input: HumanEvidenceInput,
  ): Promise<ReceivedEvidenceType> {
    return this.useCases.stateDecision.run(actor, {
      kind: 'human-evidence',
      ...toScope(input.scope),
      controls: input.controls,
      statement: input.statement,
      document: { name: input.documentName, digest: input.documentDigest as Digest },
      collected: input.collected as Instant,
      statedBy: input.statedBy as PrincipalId,
      validFrom: input.validFrom as Instant,
      validUntil: input.validUntil as Instant,
    });
  }

  @Mutation(() => ReceivedEvidenceType)
  @Requires('policy:write')
  async waiveControl(@CurrentActor() actor: Actor, @Args('input') input: WaiverInput): Promise<ReceivedEvidenceType> {
    const { control, reason, compensatingControl } = input;
    return this.useCases.stateDecision.run(actor, {
      kind: 'waiver',
      ...toScope(input.scope),
      control,
      reason,
      compensatingControl,
      requestedBy: input.requestedBy as PrincipalId,
      validUntil: input.validUntil as Instant,
    });
  }

  @Mutation(() => ReceivedEvidenceType)
  @Requires('policy:write')
  async markNotApplicable(
    @CurrentActor() actor: Actor,
    @Args('input') input: NotApplicableInput,
  ): Promise<ReceivedEvidenceType> {
    const { control, reason } = input;
    const requestedBy = input.requestedBy as PrincipalId;
    return this.useCases.stateDecision.run(actor, {
      kind: 'not-applicable',
      ...toScope(input.scope),
      ...{ control, reason, requestedBy },
    });
  }
}
