import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';

import { DecisionScopeInput } from '../decision/decision.type.js';
import { DigestScalar, InstantScalar } from '../graphql/scalars.js';

@InputType()
export class MilestoneInput {
  @Field()
  what!: string;

  @Field(() => InstantScalar)
  due!: string;

  @Field(() => InstantScalar, { nullable: true })
  completedOn?: string | null;
}

@InputType({ description: 'An item of a plan of action, or its next state.' })
export class PlanOfActionInput {
  @Field(() => DecisionScopeInput)
  scope!: DecisionScopeInput;

  @Field(() => ID, { description: 'Chosen by the organization; the same in every statement about the item.' })
  id!: string;

  @Field()
  control!: string;

  @Field()
  weakness!: string;

  @Field(() => InstantScalar)
  detectedOn!: string;

  @Field({ description: 'What is done until the weakness is gone.' })
  mitigation!: string;

  @Field(() => [MilestoneInput])
  milestones!: MilestoneInput[];

  @Field(() => InstantScalar)
  due!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'When the item was completed, with all its milestones.' })
  completedOn?: string | null;

  @Field(() => DigestScalar, { nullable: true, description: 'Of a change: the newest statement about the item.' })
  previous?: string | null;

  @Field(() => String, { nullable: true, description: 'Of a change: why.' })
  reason?: string | null;
}

@ObjectType('Milestone')
export class MilestoneType {
  @Field()
  what!: string;

  @Field(() => InstantScalar)
  due!: string;

  @Field(() => InstantScalar, { nullable: true })
  completedOn?: string;
}

@ObjectType('PlanEntry', { description: 'One statement in the history of an item.' })
export class PlanEntryType {
  @Field(() => DigestScalar)
  statement!: string;

  @Field(() => InstantScalar)
  due!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'Trusted time, where there is one.' })
  signedAt?: string;

  @Field(() => String, { nullable: true, description: 'Why it changed what was there before.' })
  reason?: string;
}

@ObjectType('PlanOfAction', {
  description: 'An item of a plan of action and milestones. It promises, and changes no status.',
})
export class PlanOfActionType {
  @Field(() => ID)
  id!: string;

  @Field()
  control!: string;

  @Field({ description: '`organization`, `product` or `release`: what it was stated about.' })
  scope!: string;

  @Field({ description: '`open`, `overdue` or `completed`.' })
  state!: string;

  @Field()
  weakness!: string;

  @Field(() => InstantScalar)
  detectedOn!: string;

  @Field()
  owner!: string;

  @Field({ description: 'What is done until the weakness is gone.' })
  mitigation!: string;

  @Field(() => InstantScalar)
  due!: string;

  @Field(() => InstantScalar, { nullable: true })
  completedOn?: string;

  @Field(() => [MilestoneType])
  milestones!: MilestoneType[];

  @Field(() => Int, { description: 'Milestones that are past due and not completed.' })
  late!: number;

  @Field(() => DigestScalar, { description: 'The newest statement: what a change names as `previous`.' })
  statement!: string;

  @Field(() => [PlanEntryType], { description: 'From the first statement to the newest.' })
  history!: PlanEntryType[];

  @Field(() => [String], { description: 'What is wrong with the history, in sentences.' })
  problems!: string[];
}
