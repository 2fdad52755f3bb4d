import { Field, Int, ObjectType } from '@nestjs/graphql';

import { DigestScalar, InstantScalar } from '../graphql/scalars.js';

@ObjectType('ComparedRelease')
export class ComparedReleaseType {
  @Field({ description: 'Slug of the product.' })
  product!: string;

  @Field()
  version!: string;

  @Field(() => InstantScalar, { description: 'True then.' })
  asOf!: string;
}

@ObjectType('Standpoint', { description: 'Where a control stands.' })
export class StandpointType {
  @Field()
  status!: string;

  @Field({ description: 'Reason code.' })
  reason!: string;

  @Field(() => Int, { description: 'Members that are met.' })
  met!: number;

  @Field(() => Int, { description: 'Members judged.' })
  of!: number;
}

@ObjectType('EvidenceChange')
export class EvidenceChangeType {
  @Field(() => DigestScalar)
  evidence!: string;

  @Field({ description: 'What became of it, such as `new`, `gone`, `expired` or `superseded`.' })
  change!: string;
}

@ObjectType('DifferenceCause', { description: 'One part that was changed, and what that made of the control.' })
export class DifferenceCauseType {
  @Field({ description: '`mapping`, `catalog`, `release`, `population`, `gone`, `new`, `trust` or `time`.' })
  part!: string;

  @Field(() => StandpointType, { nullable: true })
  before?: StandpointType;

  @Field(() => StandpointType, { nullable: true })
  after?: StandpointType;

  @Field({ description: 'Changing this part and nothing else changes the control, too.' })
  alone!: boolean;

  @Field(() => [EvidenceChangeType], {
    description: 'Evidence it rests on before or after, not both: at most `first`.',
  })
  evidence!: readonly EvidenceChangeType[];

  @Field(() => Int, { description: 'How many such pieces of evidence there are.' })
  evidenceCount!: number;

  @Field(() => String, { nullable: true, description: 'In words: what the first member that is not met needs.' })
  need?: string;
}

@ObjectType('ControlDifference')
export class ControlDifferenceType {
  @Field()
  control!: string;

  @Field(() => StandpointType, { nullable: true })
  before?: StandpointType;

  @Field(() => StandpointType, { nullable: true })
  after?: StandpointType;

  @Field(() => [DifferenceCauseType], { description: 'Changed one after the other, these lead from before to after.' })
  causes!: readonly DifferenceCauseType[];
}

@ObjectType('Comparison', { description: 'What differs between two judgements, and why.' })
export class ComparisonType {
  @Field(() => ComparedReleaseType)
  from!: ComparedReleaseType;

  @Field(() => ComparedReleaseType)
  to!: ComparedReleaseType;

  @Field({ description: 'Both are the same release at two moments.' })
  sameRelease!: boolean;

  @Field(() => [ControlDifferenceType])
  differences!: readonly ControlDifferenceType[];

  @Field(() => Int, { description: 'How many controls stand the same.' })
  unchanged!: number;
}
