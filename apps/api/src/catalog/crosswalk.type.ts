import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('CrosswalkEnd', { description: 'A catalog of this installation, or a publication that it does not hold.' })
export class CrosswalkEndType {
  @Field(() => String, { nullable: true, description: 'Id of the catalog.' })
  catalog?: string;

  @Field(() => String, { nullable: true, description: 'Id of the publication, where there is no catalog of it.' })
  publication?: string;

  @Field(() => String, { nullable: true })
  title?: string;

  @Field(() => String, { nullable: true })
  version?: string;
}

@ObjectType('CrosswalkRow')
export class CrosswalkRowType {
  @Field()
  from!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Official name of what it comes from, where the source has one.',
  })
  title?: string;

  @Field(() => [String])
  to!: readonly string[];
}

@ObjectType('Crosswalk', { description: 'Somebody’s word on how two publications touch. It makes nothing count.' })
export class CrosswalkType {
  @Field(() => ID)
  id!: string;

  @Field()
  title!: string;

  @Field({ description: 'Who says so.' })
  source!: string;

  @Field({ description: 'Day, YYYY-MM-DD.' })
  retrieved!: string;

  @Field()
  licence!: string;

  @Field(() => String, { nullable: true, description: 'What its licence asks to be said wherever it is shown.' })
  attribution?: string;

  @Field(() => String, { nullable: true })
  note?: string;

  @Field(() => CrosswalkEndType)
  from!: CrosswalkEndType;

  @Field(() => CrosswalkEndType)
  to!: CrosswalkEndType;

  @Field(() => [CrosswalkRowType])
  rows!: readonly CrosswalkRowType[];
}
