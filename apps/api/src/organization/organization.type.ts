import { Field, ID, ObjectType } from '@nestjs/graphql';

import { InstantScalar } from '../graphql/scalars.js';

@ObjectType('Organization')
export class OrganizationType {
  @Field(() => ID)
  id!: string;

  @Field()
  slug!: string;

  @Field()
  name!: string;

  @Field({ description: 'A made-up organization: nothing it shows is about real software.' })
  synthetic!: boolean;

  @Field({ description: 'Whoever approves what is signed is somebody else than who drafted it.' })
  twoPersonSigning!: boolean;

  @Field(() => InstantScalar)
  createdAt!: string;
}

@ObjectType('Principal', { description: 'A person, or a machine that acts for the organization.' })
export class PrincipalType {
  @Field(() => ID)
  id!: string;

  @Field()
  kind!: string;

  @Field()
  name!: string;
}
