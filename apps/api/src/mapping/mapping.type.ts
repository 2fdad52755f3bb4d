import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';

import { RuleLineType } from '../explanation/explanation.type.js';
import { DigestScalar, InstantScalar } from '../graphql/scalars.js';
import { LayerChangeType } from './layer-change.type.js';

@ObjectType('LayerDecision', { description: 'Which layer decided one aspect of a control last.' })
export class LayerDecisionType {
  @Field()
  aspect!: string;

  @Field()
  direction!: string;

  @Field({ description: 'Id of the layer, as its text gives it.' })
  layer!: string;

  @Field(() => [String])
  before!: readonly string[];

  @Field(() => [String])
  after!: readonly string[];
}

@ObjectType('MappedControl', { description: 'How evidence speaks to one control.' })
export class MappedControlType {
  @Field()
  control!: string;

  @Field({ description: 'A, B, C or D.' })
  grade!: string;

  @Field({ description: 'The best machines alone may produce: satisfied, partial or manual.' })
  cap!: string;

  @Field({ description: 'What it is judged over: `artifacts`, `revisions`, `release` or `organization`.' })
  population!: string;

  @Field(() => [RuleLineType], { description: 'What is required; empty where machines cannot show this control.' })
  rule!: RuleLineType[];

  @Field(() => [RuleLineType], {
    description: 'What the organization has to show before it may rise above PARTIAL; empty where nothing is asked.',
  })
  beyondPartial!: RuleLineType[];

  @Field()
  rationale!: string;

  @Field({ description: 'What stays human whatever machines show.' })
  human!: string;

  @Field()
  remedy!: string;

  @Field(() => [LayerDecisionType], { description: 'Aspects that layers decided; all others are the mapping’s own.' })
  decisions!: readonly LayerDecisionType[];
}

@ObjectType('MappingName')
export class MappingNameType {
  @Field(() => ID)
  id!: string;

  @Field()
  version!: string;

  @Field(() => DigestScalar)
  digest!: string;
}

@ObjectType('Mapping', { description: 'How releases are judged by one framework now, with the organization’s layers.' })
export class MappingType {
  @Field(() => ID)
  id!: string;

  @Field()
  version!: string;

  @Field(() => ID, { description: 'Of the catalog.' })
  framework!: string;

  @Field()
  adoptedBy!: string;

  @Field({ description: 'Day.' })
  adoptedOn!: string;

  @Field(() => [MappingNameType], { description: 'Mappings and layers, bottom first.' })
  names!: readonly MappingNameType[];

  @Field(() => [LayerChangeType], { description: 'What layers changed, loosened first.' })
  changes!: readonly LayerChangeType[];

  @Field(() => [MappedControlType])
  controls!: readonly MappedControlType[];
}

@ObjectType('MappingLayer', { description: 'A text on top of a mapping: proposed by one person, adopted by another.' })
export class MappingLayerType {
  @Field(() => ID)
  id!: string;

  @Field({ description: '`proposed`, `in-force` or `retired`.' })
  state!: string;

  @Field(() => ID, { description: 'Of the catalog.' })
  framework!: string;

  @Field({ description: 'As the text calls itself.' })
  layer!: string;

  @Field()
  version!: string;

  @Field(() => DigestScalar)
  digest!: string;

  @Field({ description: 'YAML, as it was proposed.' })
  text!: string;

  @Field(() => ID)
  proposedById!: string;

  @Field(() => InstantScalar)
  proposedAt!: string;

  @Field(() => ID, { nullable: true })
  adoptedById?: string;

  @Field(() => InstantScalar, { nullable: true })
  adoptedAt?: string;

  @Field(() => Int, { nullable: true, description: 'Lower ones lie below.' })
  position?: number;

  @Field(() => ID, { nullable: true })
  retiredById?: string;

  @Field(() => ID, { nullable: true })
  retirementRequestedById?: string;

  @Field(() => String, { nullable: true })
  retirementReason?: string;

  @Field(() => InstantScalar, { nullable: true })
  retiredAt?: string;
}

@InputType()
export class ProposeMappingLayerInput {
  @Field(() => ID, { nullable: true, description: 'Of the catalog. Default: the main framework.' })
  framework?: string | null;

  @Field({ description: 'The layer in YAML; docs/mappings.md says how. Its owner is the caller.' })
  text!: string;
}

@InputType()
export class RetireMappingLayerInput {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: 'The person who asked; the caller agrees and must be another person.' })
  requestedBy!: string;

  @Field()
  reason!: string;
}
