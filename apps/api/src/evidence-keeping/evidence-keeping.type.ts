import { Field, Int, ObjectType } from '@nestjs/graphql';

import { DigestScalar, InstantScalar } from '../graphql/scalars.js';

@ObjectType('KeptItems', { description: 'How many there are, and the first hundred by name.' })
export class KeptItemsType {
  @Field(() => Int)
  count!: number;

  @Field(() => [DigestScalar])
  items!: string[];
}

@ObjectType('ChangedVerdict', { description: 'A verdict that comes out otherwise than the one that was held.' })
export class ChangedVerdictType {
  @Field(() => DigestScalar)
  evidence!: string;

  @Field({ description: 'verified, rejected or unverified.' })
  held!: string;

  @Field({ description: 'verified, rejected or unverified.' })
  found!: string;
}

@ObjectType('KeepingRecord', {
  description: 'What was found when everything held was read back; signed, and evidence.',
})
export class KeepingRecordType {
  @Field(() => Int, { description: 'Of the run.' })
  run!: number;

  @Field(() => DigestScalar, { description: 'The signed record among the evidence.' })
  digest!: string;

  @Field(() => InstantScalar)
  startedAt!: string;

  @Field(() => InstantScalar)
  finishedAt!: string;

  @Field(() => Int)
  examined!: number;

  @Field(() => Int)
  sound!: number;

  @Field(() => KeptItemsType, { description: 'Held bytes that are not those that were received.' })
  altered!: KeptItemsType;

  @Field(() => KeptItemsType, { description: 'Received, and not held any more.' })
  missing!: KeptItemsType;

  @Field(() => KeptItemsType, { description: 'Could not be verified again.' })
  unchecked!: KeptItemsType;

  @Field(() => Int, { description: 'Verified again with another outcome.' })
  changed!: number;

  @Field(() => [ChangedVerdictType], { description: 'The first hundred of those.' })
  changedVerdicts!: ChangedVerdictType[];

  @Field(() => Int, { description: 'Leaves of the intake log up to the checkpoint.' })
  logSize!: number;

  @Field({ description: 'The root of that checkpoint, hex.' })
  logRootHash!: string;

  @Field({
    description: 'The log rebuilt from its leaves is the one that was signed, and holds all that it held before.',
  })
  logConsistent!: boolean;

  @Field()
  verifier!: string;
}

@ObjectType('KeepingRun', { description: 'A reading back that is under way.' })
export class KeepingRunType {
  @Field(() => Int)
  run!: number;

  @Field(() => InstantScalar)
  startedAt!: string;

  @Field(() => Int, { description: 'Leaves of the intake log looked at so far.' })
  looked!: number;

  @Field(() => Int)
  of!: number;
}

@ObjectType('EvidenceKeeping', { description: 'Whether everything received is still held as it came.' })
export class EvidenceKeepingType {
  @Field(() => KeepingRunType, { nullable: true })
  underWay?: KeepingRunType;

  @Field(() => KeepingRecordType, {
    nullable: true,
    description: 'The last record; none before the first run has ended.',
  })
  last?: KeepingRecordType;
}
