import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { IntakeCheckpointType, IntakeStatusType } from './intake.type.js';

@Resolver()
export class IntakeResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read'>) {}

  @Query(() => IntakeStatusType)
  @Requires('evidence:read')
  intakeStatus(@CurrentActor() actor: Actor): Promise<IntakeStatusType> {
    return this.useCases.read.run(actor, 'evidence:read', async (stores) => ({
      ...(await stores.evidence.counts()),
      unsequenced: await stores.intake.pending(),
      pendingJobs: await stores.outbox.pending(),
    }));
  }

  @Query(() => IntakeCheckpointType, { nullable: true })
  @Requires('evidence:read')
  async intakeCheckpoint(@CurrentActor() actor: Actor): Promise<IntakeCheckpointType | null> {
    return (await this.useCases.read.run(actor, 'evidence:read', (stores) => stores.intake.latestCheckpoint())) ?? null;
  }
}
