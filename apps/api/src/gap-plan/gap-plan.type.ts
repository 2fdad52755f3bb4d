import { Field, Int, ObjectType } from '@nestjs/graphql';

import type { Need } from '#compliance';

import { ComponentCountsType } from '../explanation/component-counts.type.js';
import { FindingNoteType } from '../explanation/note.type.js';
import { InstantScalar } from '../graphql/scalars.js';

@ObjectType('GapMember', { description: 'A member that a step is about, and why.' })
export class GapMemberType {
  @Field()
  member!: string;

  @Field({ description: 'Reason code.' })
  cause!: string;
}

@ObjectType('GapAsk', { description: 'One thing that the evidence of a step must show.' })
export class GapAskType {
  @Field({ description: 'In words.' })
  need!: string;

  @Field(() => [String], { description: 'Exact conditions, as they stand in the mapping.' })
  conditions!: string[];

  @Field({ description: 'Met today by what the new evidence takes the place of: it must stay met.' })
  kept!: boolean;
}

@ObjectType('GapRemedy', { description: 'What the mapping says to do about a control.' })
export class GapRemedyType {
  @Field()
  control!: string;

  @Field()
  remedy!: string;
}

@ObjectType('PlannedItem', { description: 'An item of a plan of action that is not completed.' })
export class PlannedItemType {
  @Field()
  id!: string;

  @Field()
  control!: string;

  @Field({ description: '`open` or `overdue`.' })
  state!: string;

  @Field()
  owner!: string;

  @Field(() => InstantScalar)
  due!: string;
}

@ObjectType('GapStep', { description: 'One thing to do.' })
export class GapStepType {
  /** What `recipes` is resolved from; no field. */
  needs!: readonly Need[];

  @Field({
    description:
      '`population`: state what the release consists of; `evidence`: bring verified evidence; `statement`: a person signs.',
  })
  kind!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Of evidence: `renew`, `repair`, `resolve`, `improve`, `independent` or `produce`.',
  })
  verb?: string;

  @Field(() => String, { nullable: true, description: 'Of evidence: its kind.' })
  claim?: string;

  @Field(() => [GapAskType], { description: 'Of evidence: all that it must show.' })
  asks!: GapAskType[];

  @Field(() => [String], { description: 'Of a population: what is to be named, `artifacts` or `revisions`.' })
  names!: string[];

  @Field(() => String, { nullable: true, description: 'Of a statement: what a person has to speak to.' })
  stays?: string;

  @Field(() => [GapMemberType], { description: 'At most `first`.' })
  members!: GapMemberType[];

  @Field(() => Int, { description: 'How many members it is about.' })
  memberCount!: number;

  @Field({
    description: 'Of evidence: its signer must be one that the assessed team does not control.',
  })
  independent!: boolean;

  @Field({ description: 'Of a population: under a trust rule that vouches for it.' })
  signed!: boolean;

  @Field(() => [FindingNoteType], {
    description: 'What is there and did not verify: that may be all there is to do. At most `first`.',
  })
  repair!: FindingNoteType[];

  @Field(() => [String], { description: 'Controls that do not reach the profile without this step.' })
  moves!: string[];

  @Field(() => [String], { description: 'Controls that reach it once this and all steps before are done.' })
  reaches!: string[];

  @Field(() => [GapRemedyType])
  remedies!: GapRemedyType[];

  @Field(() => [PlannedItemType], { description: 'Who has it in hand, and until when.' })
  plans!: PlannedItemType[];
}

@ObjectType('Unreachable', { description: 'A control that no step brings there.' })
export class UnreachableType {
  @Field()
  control!: string;

  @Field()
  status!: string;

  @Field({ description: 'What the profile asks.' })
  least!: string;

  @Field({ description: '`CAPPED`, `SET_ASIDE`, `NO_SUCH_EVIDENCE` or `NOT_BY_THIS_PLAN`.' })
  why!: string;

  @Field({ description: 'The same in a sentence.' })
  explanation!: string;
}

@ObjectType('GapPlan', { description: 'What to do so that a release reaches a profile, most effective first.' })
export class GapPlanType {
  @Field(() => InstantScalar, { description: 'True then.' })
  asOf!: string;

  @Field(() => InstantScalar, { description: 'Known then.' })
  knownAt!: string;

  @Field()
  profile!: string;

  @Field(() => Int, { description: 'How many controls the profile names.' })
  of!: number;

  @Field(() => [String], { description: 'Controls that are enough as they stand.' })
  reached!: string[];

  @Field(() => [GapStepType])
  steps!: GapStepType[];

  @Field(() => [UnreachableType])
  unreachable!: UnreachableType[];

  @Field(() => [ComponentCountsType], {
    description:
      'Where a control that is not there asks for it: components with evidence of their own. At most `first`.',
  })
  components!: readonly ComponentCountsType[];

  @Field({ description: 'What is known about how short the plan is.' })
  minimality!: string;

  @Field(() => Int, { description: 'Kinds of evidence that were weighed.' })
  considered!: number;
}
