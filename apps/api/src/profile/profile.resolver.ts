import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';

import type { Actor } from '#application';
import type { LoadedProfile } from '#compliance';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { ProfileType } from './profile.type.js';

@Resolver()
export class ProfileResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'browseCatalogs'>) {}

  @Query(() => [ProfileType], { description: 'Profiles that ship with this version; `gapPlan` takes one by id.' })
  @Requires('report:read')
  profiles(@CurrentActor() actor: Actor): ProfileType[] {
    return this.useCases.browseCatalogs.profiles(actor).map(toProfile);
  }
}

function toProfile({ controls, ...profile }: LoadedProfile): ProfileType {
  return { ...profile, controls: Object.entries(controls).map(([control, least]) => ({ control, least })) };
}
