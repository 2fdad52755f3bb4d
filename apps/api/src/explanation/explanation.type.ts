import { Field, Int, ObjectType } from '@nestjs/graphql';

import type { Need } from '#compliance';

import { DigestScalar, InstantScalar } from '../graphql/scalars.js';
import { LayerChangeType } from '../mapping/layer-change.type.js';
import { PlanOfActionType } from '../plan-of-action/plan-of-action.type.js';
import { ComponentCountsType } from './component-counts.type.js';
import { EvidenceNoteType, FindingNoteType } from './note.type.js';

@ObjectType('RuleLine', { description: 'A line of a requirement, read from top to bottom.' })
export class RuleLineType {
  @Field(() => Int, { description: 'How far it is indented: what joins stands above what it joins.' })
  depth!: number;

  @Field()
  text!: string;

  @Field(() => String, { nullable: true, description: 'Which evidence is asked for; absent on a line that joins.' })
  claim?: string;

  @Field(() => [String], { description: 'Exact conditions, as they stand in the mapping.' })
  conditions!: string[];
}

@ObjectType('ExplainedPart', { description: 'One condition of the requirement, and what a member has for it.' })
export class ExplainedPartType {
  @Field()
  claim!: string;

  @Field({ description: 'In words: what is asked.' })
  asked!: string;

  @Field()
  met!: boolean;

  @Field()
  status!: string;

  @Field({ description: 'Reason code.' })
  reason!: string;

  @Field({ description: 'The reason in a sentence.' })
  explanation!: string;

  @Field(() => [DigestScalar], { description: 'Evidence that decides, or that would have if it had verified.' })
  evidence!: string[];
}

@ObjectType('ExplainedMember', { description: 'One thing the control is judged over, and what it has.' })
export class ExplainedMemberType {
  @Field()
  member!: string;

  @Field()
  met!: boolean;

  @Field()
  status!: string;

  @Field({ description: 'Reason code.' })
  reason!: string;

  @Field({ description: 'In words: what is missing; empty when met.' })
  need!: string;

  @Field(() => [ExplainedPartType])
  parts!: ExplainedPartType[];
}

@ObjectType('ControlExplanation', { description: 'One result taken apart. Each list holds at most `first`.' })
export class ControlExplanationType {
  /** What `recipes` is resolved from; no field. */
  needs!: readonly Need[];

  @Field(() => InstantScalar, { description: 'True then.' })
  asOf!: string;

  @Field(() => InstantScalar, { description: 'Known then.' })
  knownAt!: string;

  @Field()
  control!: string;

  @Field({ description: 'What the control asks, in our words.' })
  summary!: string;

  @Field()
  status!: string;

  @Field({ description: 'Reason code.' })
  reason!: string;

  @Field({ description: 'The reason in a sentence.' })
  explanation!: string;

  @Field({ description: 'What to do next.' })
  nextAction!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'Since when it has been so.' })
  from?: string;

  @Field(() => InstantScalar, { nullable: true, description: 'Until when it stays so, if nothing new arrives.' })
  until?: string;

  @Field({ description: 'A, B, C or D.' })
  grade!: string;

  @Field({ description: 'The best machines alone may produce: satisfied, partial or manual.' })
  cap!: string;

  @Field({ description: 'What the cap means, in words.' })
  ceiling!: string;

  @Field({ description: 'A cap was lowered because the assessed team controls the signer.' })
  teamControlled!: boolean;

  @Field(() => [RuleLineType], { description: 'What is required; empty where machines cannot show this control.' })
  rule!: RuleLineType[];

  @Field(() => [RuleLineType], {
    description: 'What the organization has to show before it may rise above PARTIAL; empty where nothing is asked.',
  })
  beyondPartial!: RuleLineType[];

  @Field(() => ExplainedMemberType, { nullable: true, description: 'What the organization has of that.' })
  organization?: ExplainedMemberType;

  @Field({ description: 'Over what it is judged: artifacts, revisions, release or organization.' })
  populationUnit!: string;

  @Field({ description: 'Who says what the members are: independent, signed-manifest or declared.' })
  populationSource!: string;

  @Field(() => DigestScalar, { nullable: true, description: 'The release manifest that says it.' })
  manifest?: string;

  @Field(() => Int, { description: 'Members that are met.' })
  met!: number;

  @Field(() => Int, { description: 'Members judged.' })
  of!: number;

  @Field({ description: 'What machines show, before cap and population source.' })
  machine!: string;

  @Field(() => [ExplainedMemberType], { description: 'Those that are not met come first.' })
  members!: ExplainedMemberType[];

  @Field({ description: 'COVERED, OPEN or NOT_NEEDED.' })
  human!: string;

  @Field({ description: 'In words: the part that stays human.' })
  staysHuman!: string;

  @Field(() => [ComponentCountsType], {
    description: 'Where the rule asks for it: components of SBOMs with evidence of their own. At most `first`.',
  })
  components!: readonly ComponentCountsType[];

  @Field(() => [DigestScalar], { description: 'Evidence the status rests on.' })
  restsOn!: string[];

  @Field(() => [EvidenceNoteType], { description: 'Verified evidence that is cited here.' })
  evidence!: EvidenceNoteType[];

  @Field(() => Int, { description: 'How many pieces of verified evidence there are to cite.' })
  evidenceCount!: number;

  @Field(() => [FindingNoteType], { description: 'Evidence that is cited here and did not verify.' })
  findings!: FindingNoteType[];

  @Field(() => Int, { description: 'How many such findings there are.' })
  findingCount!: number;

  @Field({ description: 'Why the mapping asks for this.' })
  rationale!: string;

  @Field({ description: 'What the mapping says to do.' })
  remedy!: string;

  @Field(() => [PlanOfActionType], {
    description: 'What is planned about it; a plan moves no status. At most `first`.',
  })
  plans!: PlanOfActionType[];

  @Field(() => [LayerChangeType], { description: 'What layers changed about the rule; what may be looser first.' })
  layers!: readonly LayerChangeType[];
}
