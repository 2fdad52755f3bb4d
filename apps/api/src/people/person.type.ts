import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';

import { connectionType } from '../graphql/connection.js';
import { DigestScalar, InstantScalar } from '../graphql/scalars.js';

@ObjectType('Person', { description: 'Somebody of the organization who signs in, or is invited to.' })
export class PersonType {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field()
  email!: string;

  @Field(() => [String], {
    description: 'administrator, compliance-officer, signatory, engineer, procurement, auditor.',
  })
  roles!: string[];

  @Field({ description: 'invited, active or deactivated: only who is active signs in.' })
  state!: string;

  @Field(() => InstantScalar)
  createdAt!: string;
}

export const PersonConnection = connectionType(PersonType, 'Person');

@ObjectType('BindingGrant', {
  description: 'Authority to bind the organization: asked for by one, confirmed by another, held by a third.',
})
export class BindingGrantType {
  @Field(() => ID)
  id!: string;

  @Field(() => DigestScalar, { description: 'Of the document that delegates it.' })
  delegation!: string;

  @Field(() => ID)
  requestedById!: string;

  @Field(() => InstantScalar)
  requestedAt!: string;

  @Field(() => ID, { nullable: true })
  confirmedById?: string;

  @Field(() => InstantScalar, { nullable: true, description: 'Absent while somebody has to confirm it.' })
  confirmedAt?: string;
}

@ObjectType('InvitedPerson')
export class InvitedPersonType {
  @Field(() => PersonType)
  person!: PersonType;

  @Field({ description: 'Shown this once: whoever has it sets the password of this person.' })
  token!: string;

  @Field(() => InstantScalar)
  expiresAt!: string;
}

@ObjectType('Me', { description: 'Who is signed in.' })
export class MeType {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field()
  email!: string;

  @Field(() => [String])
  roles!: string[];

  @Field(() => [String])
  permissions!: string[];

  @Field(() => InstantScalar, { description: 'When the session ends unless something is asked before.' })
  expiresAt!: string;
}

@InputType()
export class InvitePersonInput {
  @Field()
  email!: string;

  @Field()
  name!: string;

  @Field(() => [String])
  roles!: string[];
}

@InputType()
export class ChangeRolesInput {
  @Field(() => ID)
  person!: string;

  @Field(() => [String])
  roles!: string[];
}

@InputType()
export class AskToBindInput {
  @Field(() => ID)
  person!: string;

  @Field(() => DigestScalar, { description: 'Of the document that delegates the authority.' })
  delegation!: string;
}
