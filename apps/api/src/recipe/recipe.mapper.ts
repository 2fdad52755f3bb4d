import { RECIPE_TOOLS, type ShownRecipe } from '#compliance';

import type { RecipeType } from './recipe.type.js';

const NOTHING = { needs: [], notes: [], replace: [], filled: [] };

export function toRecipe({ tools, ...recipe }: ShownRecipe): RecipeType {
  return { ...recipe, snippets: RECIPE_TOOLS.map((tool) => ({ ...NOTHING, tool, ...tools[tool] })) };
}
