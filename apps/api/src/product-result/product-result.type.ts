import { Field, Int, ObjectType } from '@nestjs/graphql';

import { InstantScalar } from '../graphql/scalars.js';

@ObjectType('VersionList', { description: 'Releases by version, oldest first.' })
export class VersionListType {
  @Field(() => Int, { description: 'How many there are.' })
  count!: number;

  @Field(() => [String], { description: 'As many as `first` asks for.' })
  versions!: string[];
}

@ObjectType('LevelRange')
export class LevelRangeType {
  @Field(() => Int)
  least!: number;

  @Field(() => Int)
  greatest!: number;
}

@ObjectType('StatusCount')
export class StatusCountType {
  @Field()
  status!: string;

  @Field(() => Int)
  releases!: number;
}

@ObjectType('PeriodControl', { description: 'How the releases of a period stand at one control.' })
export class PeriodControlType {
  @Field()
  control!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The least over all releases; one that was not judged counts as MISSING. Absent where all are waived or out of scope.',
  })
  least?: string;

  @Field(() => [StatusCountType], { description: 'Worst first.' })
  counts!: StatusCountType[];
}

@ObjectType('ProductResult', {
  description: 'How a product stands over a period: its releases by when they were created.',
})
export class ProductResultType {
  @Field()
  framework!: string;

  @Field(() => InstantScalar)
  from!: string;

  @Field(() => InstantScalar, { description: 'Not part of the period.' })
  until!: string;

  @Field(() => InstantScalar, { description: 'True then.' })
  asOf!: string;

  @Field(() => InstantScalar, { description: 'Known then.' })
  knownAt!: string;

  @Field({ description: 'In a sentence, also where there is nothing to show.' })
  summary!: string;

  @Field(() => VersionListType)
  releases!: VersionListType;

  @Field(() => VersionListType, { description: 'About which nothing at all was received.' })
  withoutEvidence!: VersionListType;

  @Field(() => VersionListType, {
    description: 'Judged over no artifact: nobody who may has said what belongs to them.',
  })
  withoutPopulation!: VersionListType;

  @Field(() => VersionListType, { description: 'Not judged by this framework, as far as known.' })
  unjudged!: VersionListType;

  @Field(() => LevelRangeType, { nullable: true, description: 'Of the releases that were judged.' })
  slsaBuildLevel?: LevelRangeType;

  @Field(() => [PeriodControlType], { description: 'In catalog order; none where the period holds no release.' })
  controls!: PeriodControlType[];
}
