import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';

import { connectionType } from '../graphql/connection.js';
import { InstantScalar } from '../graphql/scalars.js';

export const DEFAULT_TOKEN_DAYS = 90;

@ObjectType('ApiToken', { description: 'An API token as it is kept: its hash is not shown, its text is not known.' })
export class ApiTokenType {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  principal!: string;

  @Field(() => [String])
  permissions!: string[];

  @Field(() => InstantScalar)
  createdAt!: string;

  @Field(() => InstantScalar)
  expiresAt!: string;

  @Field(() => InstantScalar, { nullable: true })
  revokedAt?: string;
}

export const ApiTokenConnection = connectionType(ApiTokenType, 'ApiToken');

@ObjectType('IssuedToken')
export class IssuedTokenType {
  @Field({ description: 'Shown this once.' })
  token!: string;

  @Field(() => ApiTokenType)
  record!: ApiTokenType;
}

@InputType()
export class IssueTokenInput {
  @Field({ description: '`person` or `machine`.' })
  principalKind!: string;

  @Field()
  principalName!: string;

  @Field(() => [String], {
    description: 'evidence:write, evidence:read, report:read, report:sign, policy:write, org:admin',
  })
  permissions!: string[];

  /** Nullable, because compiled operations refuse to leave out a required field in spite of its default. */
  @Field(() => Int, { nullable: true, defaultValue: DEFAULT_TOKEN_DAYS, description: '1 to 365.' })
  days?: number | null;
}
