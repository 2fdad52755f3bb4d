import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';

import { ComparisonType } from '../comparison/comparison.type.js';
import { JsonScalar } from '../graphql/scalars.js';
import { LayerChangeType } from '../mapping/layer-change.type.js';

@InputType({ description: 'What would be changed, and for which releases it is tried; all parts are tried together.' })
export class SimulationInput {
  @Field(() => String, { nullable: true, description: 'Slug. Default: the newest 50 releases of the organization.' })
  product?: string | null;

  @Field(() => String, { nullable: true, description: 'One release of that product. Default: its newest 50.' })
  version?: string | null;

  @Field(() => ID, { nullable: true, description: 'By what they are judged now. Default: the main framework.' })
  framework?: string | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'An array of trust rules: added, or in the place of the rule of the same id.',
  })
  rules?: unknown;

  @Field(() => [ID], { nullable: true, description: 'Ids of trust rules that would be retired.' })
  retireRules?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Mapping layers in YAML: each in the place of the layer of the same name, else on top.',
  })
  layers?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Names of layers that would be retired.' })
  retireLayers?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Another framework that has a mapping, such as a newer catalog.' })
  toFramework?: string | null;
}

@ObjectType('SimulatedCount', { description: 'How many controls have a status, before and after.' })
export class SimulatedCountType {
  @Field()
  status!: string;

  @Field(() => Int, { description: 'Controls of the releases that were looked at.' })
  before!: number;

  @Field(() => Int)
  after!: number;
}

@ObjectType('Simulation', { description: 'What a change would do; nothing was changed.' })
export class SimulationType {
  @Field(() => Int, { description: 'Releases.' })
  lookedAt!: number;

  @Field(() => Int, { description: 'Older releases of the scope that were not looked at.' })
  leftOut!: number;

  @Field(() => [SimulatedCountType], { description: 'Every status, those that do not occur with zero.' })
  counts!: readonly SimulatedCountType[];

  @Field(() => Int, { description: 'Releases in which something moves.' })
  movedCount!: number;

  @Field(() => [ComparisonType], { description: 'What moves in them and why, at most `first` releases.' })
  moved!: readonly ComparisonType[];

  @Field(() => [LayerChangeType], {
    description: 'What the layers that would then be in force change; what may be looser first.',
  })
  layers!: readonly LayerChangeType[];
}
