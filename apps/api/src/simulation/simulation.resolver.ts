import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { FIRST, toPageRequest } from '../graphql/connection.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toSimulation, toSimulationOrder } from './simulation.mapper.js';
import { SimulationInput, SimulationType } from './simulation.type.js';

@Resolver()
export class SimulationResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'simulateChange'>) {}

  @Query(() => SimulationType, {
    nullable: true,
    description: 'What a change of trust rules, mapping layers or framework would move, and why. Nothing is changed.',
  })
  @Requires('report:read')
  async simulate(
    @CurrentActor() actor: Actor,
    @Args('input') input: SimulationInput,
    @Args('first', FIRST) first: number,
  ): Promise<SimulationType | null> {
    toPageRequest({ first });
    const simulation = await this.useCases.simulateChange.run(actor, toSimulationOrder(input));
    return simulation === undefined ? null : toSimulation(simulation, first);
  }
}
