import { Inject } from '@nestjs/common';
import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { ControlExplanationType } from '../explanation/explanation.type.js';
import { GapStepType } from '../gap-plan/gap-plan.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toRecipe } from './recipe.mapper.js';
import { RecipeType } from './recipe.type.js';

@Resolver()
export class RecipeResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'browseRecipes'>) {}

  @Query(() => [RecipeType], { description: 'How evidence of each kind is made, by id; nothing is filled in.' })
  @Requires('report:read')
  recipes(@CurrentActor() actor: Actor): RecipeType[] {
    return this.useCases.browseRecipes.list(actor).map(toRecipe);
  }

  @Query(() => RecipeType, { nullable: true })
  @Requires('report:read')
  recipe(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): RecipeType | null {
    const recipe = this.useCases.browseRecipes.find(actor, id);
    return recipe === undefined ? null : toRecipe(recipe);
  }
}

@Resolver(() => GapStepType)
export class GapStepRecipesResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'browseRecipes'>) {}

  @ResolveField(() => [RecipeType], { description: 'How to make what this step asks for.' })
  recipes(@CurrentActor() actor: Actor, @Parent() { needs }: GapStepType): RecipeType[] {
    return this.useCases.browseRecipes.for(actor, needs).map(toRecipe);
  }
}

@Resolver(() => ControlExplanationType)
export class ControlExplanationRecipesResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'browseRecipes'>) {}

  @ResolveField(() => [RecipeType], { description: 'How to make what is missing; empty where nothing is.' })
  recipes(@CurrentActor() actor: Actor, @Parent() { needs }: ControlExplanationType): RecipeType[] {
    return this.useCases.browseRecipes.for(actor, needs).map(toRecipe);
  }
}
