import { Inject } from '@nestjs/common';
import { Int, Mutation, Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toEvidenceKeeping } from './evidence-keeping.mapper.js';
import { EvidenceKeepingType } from './evidence-keeping.type.js';

@Resolver()
export class EvidenceKeepingResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read' | 'startKeeping'>) {}

  @Query(() => EvidenceKeepingType)
  @Requires('evidence:read')
  evidenceKeeping(@CurrentActor() actor: Actor): Promise<EvidenceKeepingType> {
    return this.useCases.read.run(actor, 'evidence:read', async ({ keeping }) =>
      toEvidenceKeeping(await keeping.latest(), await keeping.latestRecord()),
    );
  }

  @Mutation(() => Int, { description: 'Has everything held read back now; the number of the run that does it.' })
  @Requires('evidence:write')
  keepEvidence(@CurrentActor() actor: Actor): Promise<number> {
    return this.useCases.startKeeping.run(actor);
  }
}
