import { asIs, RECIPE_TOOLS, type RecipeTool, type ShownRecipe } from '#compliance';
import { AppError } from '#kernel';
import { packageFrameworks } from '#platform';
import { renderRecipe } from '#reporting';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { recipeOfTool } from '../recipe/recipe-json.js';
import { jsonLine } from '../terminal/json-line.js';

/** `aver recipe list`: every recipe of this installation, with the tools that it has something to paste for. */
export function listRecipes({ terminal, json }: Context): ExitCode {
  for (const recipe of packageFrameworks().recipes().map(asIs)) {
    const { id, claim, title } = recipe;
    const tools = RECIPE_TOOLS.filter((tool) => !('none' in recipe.tools[tool]));
    if (json) terminal.out(jsonLine({ recipe: id, claim, title, tools }));
    else terminal.out(`${id.padEnd(ID_WIDTH)} ${title} (${tools.length === 0 ? 'no tool' : tools.join(', ')})`);
  }
  if (!json) terminal.note('Next: aver recipe show sbom --tool github-actions');
  return EXIT.met;
}

const ID_WIDTH = 26;

export interface ShowRecipeOptions {
  readonly tool?: RecipeTool;
}

/** `aver recipe show ID`: a recipe for one tool, or for all. @throws AppError not-found RECIPE_UNKNOWN */
export function showRecipe({ terminal, json }: Context, id: string, { tool }: ShowRecipeOptions): ExitCode {
  const recipe = recipeNamed(id);
  terminal.out(json ? jsonLine(tool === undefined ? recipe : recipeOfTool(recipe, tool)) : renderRecipe(recipe, tool));
  return EXIT.met;
}

function recipeNamed(id: string): ShownRecipe {
  const recipes = packageFrameworks().recipes();
  const found = recipes.find((recipe) => recipe.id === id);
  if (found !== undefined) return asIs(found);
  const known = recipes.map((recipe) => recipe.id).join(', ');
  throw new AppError('not-found', 'RECIPE_UNKNOWN', `there is no recipe ${id}; there are: ${known}`);
}
