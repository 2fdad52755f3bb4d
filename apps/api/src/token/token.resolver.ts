import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import { AppError } from '#kernel';
import { TOKEN_PERMISSIONS, type Actor, type Permission, type PrincipalId, type TokenRequest } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { PageArgs, toConnection, toPageRequest } from '../graphql/connection.js';
import { CurrentLoaders } from '../graphql/current-loaders.decorator.js';
import type { Loaders } from '../graphql/loaders.js';
import { PrincipalType } from '../organization/organization.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toApiToken } from './token.mapper.js';
import {
  ApiTokenConnection,
  ApiTokenType,
  DEFAULT_TOKEN_DAYS,
  IssuedTokenType,
  IssueTokenInput,
} from './token.type.js';

@Resolver(() => ApiTokenType)
export class TokenResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read' | 'issueToken' | 'revokeToken'>) {}

  @Query(() => ApiTokenConnection)
  @Requires('org:admin')
  async apiTokens(@CurrentActor() actor: Actor, @Args() page: PageArgs) {
    const request = toPageRequest(page);
    return toConnection(
      await this.useCases.read.run(actor, 'org:admin', (stores) => stores.organizations.tokens(request)),
      toApiToken,
    );
  }

  @ResolveField(() => PrincipalType, { nullable: true, description: 'Who acts by it.' })
  async holder(
    @Parent() { principal }: ApiTokenType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<PrincipalType | null> {
    return (await loaders.principals.load(principal as PrincipalId)) ?? null;
  }

  @Mutation(() => IssuedTokenType)
  @Requires('org:admin')
  async issueToken(@CurrentActor() actor: Actor, @Args('input') input: IssueTokenInput): Promise<IssuedTokenType> {
    const { token, record } = await this.useCases.issueToken.run(actor, toTokenRequest(input));
    return { token, record: toApiToken(record) };
  }

  @Mutation(() => Boolean)
  @Requires('org:admin')
  async revokeToken(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<boolean> {
    await this.useCases.revokeToken.run(actor, id);
    return true;
  }
}

function toTokenRequest(input: IssueTokenInput): TokenRequest {
  const { principalKind, principalName, permissions, days } = input;
  if (principalKind !== 'person' && principalKind !== 'machine') {
    throw new AppError('invalid', 'PRINCIPAL_KIND', 'a principal is a "person" or a "machine"');
  }
  const known = permissions.filter((permission): permission is Permission =>
    (TOKEN_PERMISSIONS as readonly string[]).includes(permission),
  );
  if (known.length !== permissions.length) {
    throw new AppError('invalid', 'TOKEN_PERMISSIONS', `permissions are: ${TOKEN_PERMISSIONS.join(', ')}`);
  }
  return {
    principal: { kind: principalKind, name: principalName },
    permissions: known,
    days: days ?? DEFAULT_TOKEN_DAYS,
  };
}
