import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';

import { AppError } from '#kernel';
import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { OrganizationType } from './organization.type.js';

@Resolver(() => OrganizationType)
export class OrganizationResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read'>) {}

  @Query(() => OrganizationType, { description: 'The organization this token belongs to.' })
  @Requires('report:read')
  async organization(@CurrentActor() actor: Actor): Promise<OrganizationType> {
    const organization = await this.useCases.read.run(actor, 'report:read', (stores) => stores.organizations.current());
    if (organization === undefined)
      throw new AppError('not-found', 'ORGANIZATION_UNKNOWN', 'this organization does not exist any more');
    return organization;
  }
}
