import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadRecipe, loadToolFrames, type Recipe } from '#compliance';
import { AppError } from '#kernel';

import { packageRoot } from './package-root.js';

const ENDING = '.recipe.yaml';
const TOOLS = 'tools.yaml';

/**
 * The recipes that ship with this version, below `mappings/recipes/`, by id.
 * @throws AppError invalid FRAMEWORK_MISNAMED; ParseError as `loadRecipe`
 */
export function packageRecipes(folder = join(packageRoot(), 'mappings', 'recipes')): readonly Recipe[] {
  const text = (file: string) => readFileSync(join(folder, file), 'utf8');
  const frames = loadToolFrames(text(TOOLS), TOOLS);
  const files = readdirSync(folder).filter((file) => file.endsWith(ENDING));
  return files.sort().map((file) => {
    const recipe = loadRecipe(text(file), file, frames);
    if (`${recipe.id}${ENDING}` === file) return recipe;
    throw new AppError('invalid', 'FRAMEWORK_MISNAMED', `${file} holds ${recipe.id}: name the file after it`);
  });
}
