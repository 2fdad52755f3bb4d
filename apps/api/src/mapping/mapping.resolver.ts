import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';

import type { Actor, MappingLayerId, PrincipalId } from '#application';
import { toUtf8 } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toMapping, toMappingLayer } from './mapping.mapper.js';
import { MappingLayerType, MappingType, ProposeMappingLayerInput, RetireMappingLayerInput } from './mapping.type.js';

type Needed = 'read' | 'readMapping' | 'proposeMappingLayer' | 'adoptMappingLayer' | 'retireMappingLayer';

@Resolver()
export class MappingResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<Needed>) {}

  @Query(() => MappingType, { description: 'The rules that releases are judged by now, and which layer decided what.' })
  @Requires('report:read')
  async mapping(
    @CurrentActor() actor: Actor,
    @Args('framework', { type: () => ID, nullable: true }) framework: string | null,
  ): Promise<MappingType> {
    return toMapping(await this.useCases.readMapping.run(actor, framework ?? undefined));
  }

  @Query(() => [MappingLayerType], {
    description: 'Layers, newest proposal first, whatever became of them; at most 200.',
  })
  @Requires('report:read')
  async mappingLayers(@CurrentActor() actor: Actor): Promise<MappingLayerType[]> {
    const layers = await this.useCases.read.run(actor, 'report:read', (stores) => stores.mappingLayers.list());
    return layers.map(toMappingLayer);
  }

  @Mutation(() => MappingLayerType, {
    description:
      'Proposes a layer; nothing is judged by it until another person adopts it. `simulate` shows what it moves.',
  })
  @Requires('policy:write')
  async proposeMappingLayer(
    @CurrentActor() actor: Actor,
    @Args('input') { framework, text }: ProposeMappingLayerInput,
  ): Promise<MappingLayerType> {
    const order = { bytes: toUtf8(text), ...(typeof framework === 'string' && { framework }) };
    return toMappingLayer(await this.useCases.proposeMappingLayer.run(actor, order));
  }

  @Mutation(() => MappingLayerType, {
    description:
      'Puts a proposed layer into force; the caller is the approver that its text names. Every release is judged again.',
  })
  @Requires('policy:write')
  async adoptMappingLayer(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<MappingLayerType> {
    return toMappingLayer(await this.useCases.adoptMappingLayer.run(actor, id as MappingLayerId));
  }

  @Mutation(() => MappingLayerType, { description: 'Takes a layer out of force; every release is judged again.' })
  @Requires('policy:write')
  async retireMappingLayer(
    @CurrentActor() actor: Actor,
    @Args('input') { id, requestedBy, reason }: RetireMappingLayerInput,
  ): Promise<MappingLayerType> {
    const order = { id: id as MappingLayerId, requestedBy: requestedBy as PrincipalId, reason };
    return toMappingLayer(await this.useCases.retireMappingLayer.run(actor, order));
  }
}
