import { Field, ID, ObjectType } from '@nestjs/graphql';

import { DigestScalar } from '../graphql/scalars.js';

@ObjectType('ProfileControl', { description: 'One control, and the least status that is enough.' })
export class ProfileControlType {
  @Field()
  control!: string;

  @Field()
  least!: string;
}

@ObjectType('Profile', { description: 'What somebody asks of a release.' })
export class ProfileType {
  @Field(() => ID)
  id!: string;

  @Field()
  version!: string;

  @Field(() => DigestScalar)
  digest!: string;

  @Field()
  title!: string;

  @Field(() => ID, { description: 'Id of the catalog.' })
  catalog!: string;

  @Field({ description: 'In words: what it is for, and what it is not.' })
  purpose!: string;

  @Field(() => [String], { description: 'Statuses outside the order that are enough, too.' })
  accepts!: readonly string[];

  @Field(() => [ProfileControlType])
  controls!: readonly ProfileControlType[];
}
