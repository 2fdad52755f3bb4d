import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('RecipePlaceholder', { description: 'What is left to replace in a snippet and its trust rule.' })
export class RecipePlaceholderType {
  @Field({ description: 'As it stands there.' })
  name!: string;

  @Field()
  says!: string;

  @Field()
  example!: string;
}

@ObjectType('RecipeFilled', { description: 'What was filled in, because the mapping says what it wants.' })
export class RecipeFilledType {
  @Field()
  name!: string;

  @Field()
  value!: string;

  @Field(() => [String], { description: 'Values that would do as well.' })
  or!: readonly string[];
}

@ObjectType('RecipeSnippet', { description: 'What to paste with one tool, or why there is nothing.' })
export class RecipeSnippetType {
  @Field({ description: '`github-actions`, `gitlab-ci`, `tekton` or `cosign`.' })
  tool!: string;

  @Field(() => String, { nullable: true, description: 'Why there is nothing to paste; absent where there is.' })
  none?: string;

  @Field(() => String, { nullable: true, description: '`yaml` or `sh`.' })
  language?: string;

  @Field(() => String, { nullable: true })
  text?: string;

  @Field(() => String, { nullable: true, description: 'The trust rule for what it makes, YAML.' })
  rule?: string;

  @Field(() => [String], { description: 'Commands that have to be there.' })
  needs!: readonly string[];

  @Field(() => [String])
  notes!: readonly string[];

  @Field(() => [RecipePlaceholderType])
  replace!: readonly RecipePlaceholderType[];

  @Field(() => [RecipeFilledType])
  filled!: readonly RecipeFilledType[];
}

@ObjectType('Recipe', { description: 'How evidence of one kind is made, signed and submitted.' })
export class RecipeType {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'The kind of claim it leads to.' })
  claim!: string;

  @Field()
  title!: string;

  @Field()
  version!: string;

  @Field({ description: 'Predicate type, or what else comes out.' })
  makes!: string;

  @Field({ description: 'What to know before, whatever the tool.' })
  notes!: string;

  @Field(() => [RecipeSnippetType], { description: 'One for each tool.' })
  snippets!: readonly RecipeSnippetType[];
}
