import { Field, Int, ObjectType } from '@nestjs/graphql';

import { InstantScalar } from '../graphql/scalars.js';

@ObjectType('IntakeStatus', { description: 'How far what was received has come.' })
export class IntakeStatusType {
  @Field(() => Int)
  stored!: number;

  @Field(() => Int)
  settled!: number;

  @Field(() => Int)
  quarantined!: number;

  @Field(() => Int, { description: 'Leaves without a place in the intake log yet.' })
  unsequenced!: number;

  @Field(() => Int, { description: 'Jobs that wait, evaluations among them.' })
  pendingJobs!: number;
}

@ObjectType('IntakeCheckpoint', { description: 'The signed state of the intake log.' })
export class IntakeCheckpointType {
  @Field(() => Int)
  size!: number;

  @Field({ description: 'C2SP signed note.' })
  note!: string;

  @Field(() => InstantScalar)
  createdAt!: string;
}
