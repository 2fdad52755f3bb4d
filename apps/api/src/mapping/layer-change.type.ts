import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType('LayerChange', {
  description: 'One aspect of one control that a layer changed against what lies below it.',
})
export class LayerChangeType {
  @Field()
  control!: string;

  @Field({ description: 'Such as `requirement`, `freshness` or `cap`.' })
  aspect!: string;

  @Field({ description: '`loosened`, `changed` (perhaps looser), `tightened` or `reworded`.' })
  direction!: string;

  @Field(() => [String], { description: 'What only the rule below has, in words.' })
  before!: readonly string[];

  @Field(() => [String], { description: 'What only the changed rule has, in words.' })
  after!: readonly string[];

  @Field({ description: 'Id of the layer, as its text gives it.' })
  layer!: string;

  @Field()
  version!: string;

  @Field()
  reason!: string;

  @Field({ description: 'Name of the person who proposed it.' })
  owner!: string;

  @Field({ description: 'Name of the person who adopted it.' })
  approver!: string;

  @Field({ description: 'Day.' })
  adoptedOn!: string;
}
