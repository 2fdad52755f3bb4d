import {
  recipesFor,
  type Need,
  type NoSnippet,
  type Recipe,
  type RecipeTool,
  type ShownRecipe,
  type ShownSnippet,
} from '#compliance';

/** A recipe as JSON: what it is, and where one tool was asked for, what to paste for that. */
export interface RecipeLine {
  readonly recipe: string;
  readonly claim: string;
  readonly title: string;
  readonly makes: string;
  readonly tool?: RecipeTool;
  readonly snippet?: ShownSnippet | NoSnippet;
}

export function recipeOfTool({ id, claim, title, makes, tools }: ShownRecipe, tool?: RecipeTool): RecipeLine {
  return { recipe: id, claim, title, makes, ...(tool !== undefined && { tool, snippet: tools[tool] }) };
}

/** Recipes for these needs as JSON. */
export function recipesOfTool(
  recipes: readonly Recipe[],
  needs: readonly Need[],
  tool?: RecipeTool,
): readonly RecipeLine[] {
  return recipesFor(recipes, needs).map((recipe) => recipeOfTool(recipe, tool));
}
