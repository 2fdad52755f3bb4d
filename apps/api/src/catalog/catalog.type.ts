import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

import { CrosswalkType } from './crosswalk.type.js';

@ObjectType('CatalogControl')
export class CatalogControlType {
  @Field(() => ID, { description: 'Unique within its catalog only: `ssdf-1.1:PW.4.1` is its full name.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'How the publication spells the id, where it differs.' })
  label?: string;

  @Field(() => String, { nullable: true, description: 'Official name, where controls have names.' })
  title?: string;

  @Field({ description: 'What it asks, in our words.' })
  summary!: string;

  @Field(() => Int, { nullable: true, description: 'The lowest level of its group that asks for it.' })
  level?: number;

  @Field(() => String, { nullable: true, description: '`high`, `medium` or `low`, where the publication says so.' })
  priority?: string;

  @Field(() => String, { nullable: true, description: 'What differs from the catalog that this one supersedes.' })
  change?: string;
}

@ObjectType('CatalogPractice')
export class CatalogPracticeType {
  @Field(() => ID)
  id!: string;

  @Field()
  title!: string;

  @Field(() => [CatalogControlType])
  controls!: readonly CatalogControlType[];
}

@ObjectType('CatalogLevel', { description: 'Of a group whose controls build on each other, such as a SLSA track.' })
export class CatalogLevelType {
  @Field(() => Int)
  level!: number;

  @Field(() => ID)
  id!: string;

  @Field()
  title!: string;
}

@ObjectType('CatalogGroup')
export class CatalogGroupType {
  @Field(() => ID)
  id!: string;

  @Field()
  title!: string;

  @Field(() => [CatalogLevelType])
  levels!: readonly CatalogLevelType[];

  @Field(() => [CatalogPracticeType])
  practices!: readonly CatalogPracticeType[];
}

@ObjectType('AdoptedControl', { description: 'A control of the catalog below that holds here, too.' })
export class AdoptedControlType {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  priority?: string;

  @Field(() => String, { nullable: true, description: 'What this publication says about it.' })
  change?: string;
}

@ObjectType('CatalogViewGroup')
export class CatalogViewGroupType {
  @Field(() => ID)
  id!: string;

  @Field()
  title!: string;

  @Field(() => [String], { description: 'Ids of controls; one may be in several groups or in none.' })
  controls!: readonly string[];
}

@ObjectType('CatalogView', { description: 'Another way to group the controls of a catalog. It asks for nothing.' })
export class CatalogViewType {
  @Field(() => ID)
  id!: string;

  @Field()
  title!: string;

  @Field()
  version!: string;

  @Field()
  source!: string;

  @Field({ description: 'Day, YYYY-MM-DD.' })
  retrieved!: string;

  @Field(() => String, { nullable: true, description: 'What its licence asks to be said wherever it is shown.' })
  attribution?: string;

  @Field(() => String, { nullable: true })
  note?: string;

  @Field(() => [CatalogViewGroupType])
  groups!: readonly CatalogViewGroupType[];
}

@ObjectType('CatalogSummary', { description: 'A publication this installation knows.' })
export class CatalogSummaryType {
  @Field(() => ID)
  id!: string;

  @Field()
  title!: string;

  @Field()
  version!: string;

  @Field({ description: '`final` or `draft`.' })
  status!: string;

  @Field({ description: 'Where it was published.' })
  source!: string;

  @Field({ description: 'Day, YYYY-MM-DD.' })
  retrieved!: string;

  @Field(() => String, { nullable: true, description: 'What has become of the publication.' })
  standing?: string;

  @Field(() => String, { nullable: true, description: 'What its licence asks to be said wherever it is shown.' })
  attribution?: string;

  @Field(() => String, { nullable: true, description: 'The catalog it replaces or, as a draft, would replace.' })
  supersedes?: string;

  @Field(() => String, { nullable: true, description: 'The catalog it lies over.' })
  overlays?: string;

  @Field(() => Int, { description: 'Controls of its own.' })
  controlCount!: number;
}

@ObjectType('Catalog', { description: 'A publication with all that it asks, as far as this installation knows it.' })
export class CatalogType extends CatalogSummaryType {
  @Field(() => [CatalogGroupType])
  groups!: readonly CatalogGroupType[];

  @Field(() => [AdoptedControlType], { description: 'Of the catalog it lies over; empty where it lies over none.' })
  adopts!: readonly AdoptedControlType[];

  @Field(() => [CatalogViewType])
  views!: readonly CatalogViewType[];

  @Field(() => [CrosswalkType], { description: 'What was published about how it touches others, in either direction.' })
  crosswalks!: readonly CrosswalkType[];
}
