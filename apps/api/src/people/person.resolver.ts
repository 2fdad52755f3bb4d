import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor, PrincipalId } from '#application';
import type { Digest } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { PageArgs, toConnection, toPageRequest } from '../graphql/connection.js';
import { CurrentLoaders } from '../graphql/current-loaders.decorator.js';
import type { Loaders } from '../graphql/loaders.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toBindingGrant, toInvitedPerson, toPerson } from './person.mapper.js';
import {
  AskToBindInput,
  BindingGrantType,
  ChangeRolesInput,
  InvitedPersonType,
  InvitePersonInput,
  MeType,
  PersonConnection,
  PersonType,
} from './person.type.js';

type Used = 'read' | 'readSession' | 'invitePerson' | 'inviteAgain' | 'changeRoles' | 'deactivatePerson';

@Resolver(() => PersonType)
export class PersonResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<Used>) {}

  @Query(() => MeType, { description: 'Answers to who signed in, never to a token.' })
  @Requires('session')
  async me(@CurrentActor() actor: Actor): Promise<MeType> {
    const { person, roles, permissions, expiresAt } = await this.useCases.readSession.run(actor);
    return { ...person, roles: [...roles], permissions: [...permissions], expiresAt };
  }

  @Query(() => PersonConnection, { description: 'Everybody who is or was to sign in, in the order of inviting.' })
  @Requires('report:read')
  async people(@CurrentActor() actor: Actor, @Args() page: PageArgs) {
    const request = toPageRequest(page);
    return toConnection(
      await this.useCases.read.run(actor, 'report:read', (stores) => stores.people.list(request)),
      toPerson,
    );
  }

  @ResolveField(() => [BindingGrantType], { description: 'Oldest first, confirmed or not.' })
  async bindingGrants(@Parent() { id }: PersonType, @CurrentLoaders() loaders: Loaders): Promise<BindingGrantType[]> {
    return ((await loaders.bindingGrants.load(id as PrincipalId)) ?? []).map(toBindingGrant);
  }

  @Mutation(() => InvitedPersonType)
  @Requires('org:admin')
  async invitePerson(
    @CurrentActor() actor: Actor,
    @Args('input') input: InvitePersonInput,
  ): Promise<InvitedPersonType> {
    return toInvitedPerson(await this.useCases.invitePerson.run(actor, input));
  }

  @Mutation(() => InvitedPersonType, {
    description:
      'For a lost link or password, or to let somebody back in: whatever let this person in before ends now.',
  })
  @Requires('org:admin')
  async inviteAgain(
    @CurrentActor() actor: Actor,
    @Args('person', { type: () => ID }) person: string,
  ): Promise<InvitedPersonType> {
    return toInvitedPerson(await this.useCases.inviteAgain.run(actor, person as PrincipalId));
  }

  @Mutation(() => PersonType, { description: 'The sessions of this person end: the next one has the new roles.' })
  @Requires('org:admin')
  async changeRoles(@CurrentActor() actor: Actor, @Args('input') input: ChangeRolesInput): Promise<PersonType> {
    return toPerson(await this.useCases.changeRoles.run(actor, input.person as PrincipalId, input.roles));
  }

  @Mutation(() => PersonType, { description: 'Out at once; what this person did stays.' })
  @Requires('org:admin')
  async deactivatePerson(
    @CurrentActor() actor: Actor,
    @Args('person', { type: () => ID }) person: string,
  ): Promise<PersonType> {
    return toPerson(await this.useCases.deactivatePerson.run(actor, person as PrincipalId));
  }
}

/** Who may bind the organization by what they state. */
@Resolver(() => BindingGrantType)
export class BindingGrantResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'askToBind' | 'confirmBinding'>) {}

  @Mutation(() => BindingGrantType, { description: 'Somebody else has to confirm it before it is worth anything.' })
  @Requires('org:admin')
  async askToBind(@CurrentActor() actor: Actor, @Args('input') input: AskToBindInput): Promise<BindingGrantType> {
    const [person, delegation] = [input.person as PrincipalId, input.delegation as Digest];
    return toBindingGrant(await this.useCases.askToBind.run(actor, { person, delegation }));
  }

  @Mutation(() => PersonType, { description: 'Neither by who asked nor by who is to be the signatory.' })
  @Requires('policy:write')
  async confirmBinding(
    @CurrentActor() actor: Actor,
    @Args('grant', { type: () => ID }) grant: string,
  ): Promise<PersonType> {
    return toPerson(await this.useCases.confirmBinding.run(actor, grant));
  }
}
