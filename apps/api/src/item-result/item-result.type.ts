import { Field, Int, ObjectType } from '@nestjs/graphql';

import { DigestScalar, InstantScalar } from '../graphql/scalars.js';

@ObjectType('ItemPart', { description: 'A task that an item rests on.' })
export class ItemPartType {
  @Field()
  control!: string;

  @Field()
  status!: string;

  @Field()
  grade!: string;

  @Field()
  cap!: string;
}

@ObjectType('ItemResult', {
  description: 'One item of a publication, or one group of a view, by the tasks it rests on.',
})
export class ItemResultType {
  @Field()
  id!: string;

  @Field(() => String, { nullable: true, description: 'As the publication spells the id.' })
  label?: string;

  @Field({ description: 'What it asks, in our words.' })
  words!: string;

  @Field({ description: 'The least of its tasks; MISSING where the publication names none.' })
  status!: string;

  @Field()
  reason!: string;

  @Field()
  explanation!: string;

  @Field(() => Int, { description: 'Tasks that are met or waived.' })
  met!: number;

  @Field(() => Int, { description: 'Tasks that apply.' })
  of!: number;

  @Field(() => String, { nullable: true, description: 'The best that machine evidence alone may make of it.' })
  cap?: string;

  @Field(() => [ItemPartType])
  parts!: readonly ItemPartType[];
}

@ObjectType('CrosswalkResult', {
  description:
    'How a release stands by the items of a publication without a mapping of its own. No judgement beside that of the tasks.',
})
export class CrosswalkResultType {
  @Field({ description: 'Id of the catalog or view.' })
  catalog!: string;

  @Field()
  title!: string;

  @Field()
  version!: string;

  @Field(() => String, { nullable: true, description: 'What has become of the publication, in our words.' })
  standing?: string;

  @Field({ description: 'Id of the catalog whose tasks the items rest on.' })
  framework!: string;

  @Field({ description: 'Who says that they do.' })
  source!: string;

  @Field(() => DigestScalar, { description: 'Input of the judgement that this is read off.' })
  input!: string;

  @Field(() => InstantScalar, { description: 'True then.' })
  asOf!: string;

  @Field(() => InstantScalar, { description: 'Known then.' })
  knownAt!: string;

  @Field(() => [ItemResultType], { description: 'In the order of the publication.' })
  items!: readonly ItemResultType[];
}
