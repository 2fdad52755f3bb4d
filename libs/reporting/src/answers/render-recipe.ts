import {
  RECIPE_TOOLS,
  recipeFor,
  type Need,
  type Recipe,
  type RecipeTool,
  type ShownRecipe,
  type ShownSnippet,
} from '#compliance';

import { indented, page, part } from './lines.js';

export const TOOL_WORDS: Readonly<Record<RecipeTool, string>> = {
  'github-actions': 'GitHub Actions',
  'gitlab-ci': 'GitLab CI',
  tekton: 'Tekton',
  cosign: 'plain cosign',
};

/** Text to paste is wanted for this tool, from these recipes. */
export interface Snippets {
  readonly tool: RecipeTool;
  readonly recipes: readonly Recipe[];
}

/** Where nobody asked for a tool. */
export const HOW_TO_ASK = `Text to paste for it: --snippets with ${RECIPE_TOOLS.slice(0, -1).join(', ')} or ${RECIPE_TOOLS.at(-1)}`;

/** A recipe for a terminal: for one tool, or for all. Ends in a newline. */
export function renderRecipe(recipe: ShownRecipe, tool?: RecipeTool): string {
  const { id, claim, title, version, makes, notes } = recipe;
  return page([
    `${id}  ${title} (claim ${claim}, version ${version})`,
    `  makes ${makes}`,
    `  ${notes}`,
    ...(tool === undefined ? RECIPE_TOOLS : [tool]).flatMap((each) => ['', ...snippetLines(recipe, each)]),
  ]);
}

/** Where a recipe was shown first, by its id: it is not shown again, but told where it was. */
export type ShownBefore = Map<string, string>;

/** Text to paste for each need; `here` is where it stands, in words. */
export function recipeLines(
  needs: readonly Need[],
  { tool, recipes }: Snippets,
  { here, before }: { readonly here: string; readonly before: ShownBefore },
): readonly string[] {
  return needs.flatMap((need) => {
    const recipe = recipeFor(recipes, need);
    if (recipe === undefined) return [`  There is no recipe for ${need.claim}.`];
    const first = before.get(recipe.id);
    if (first !== undefined) return [`  ${againWords(recipe, tool, first)}`];
    before.set(recipe.id, here);
    return [`  ${recipe.title} (recipe ${recipe.id})`, `    ${recipe.notes}`, ...snippetLines(recipe, tool)];
  });
}

function againWords({ id, tools }: ShownRecipe, tool: RecipeTool, first: string): string {
  const snippet = tools[tool];
  const known = 'none' in snippet ? [] : snippet.filled.map(({ name, value }) => `${name} ${value}`);
  return `As ${first}${known.length === 0 ? '' : `, with ${known.join(', ')}`} (recipe ${id}).`;
}

/** Words are indented; what can be pasted is not. */
function snippetLines({ tools }: ShownRecipe, tool: RecipeTool): readonly string[] {
  const snippet = tools[tool];
  const name = TOOL_WORDS[tool];
  if ('none' in snippet) return [`  With ${name} there is nothing to paste: ${snippet.none}`];
  return [
    ...indented([`With ${name}`, ...indented(readFirst(snippet))]),
    ...exactly(snippet.text),
    ...indented(['and the trust rule, unless one expects this signer already']),
    ...exactly(snippet.rule),
    ...indented(snippet.notes.map((note) => `- ${note}`)),
  ];
}

function readFirst({ needs, replace, filled }: ShownSnippet): readonly string[] {
  return [
    ...(needs.length === 0 ? [] : [`needs the commands ${needs.join(', ')}`]),
    ...filled.map(
      ({ name, value, or }) => `${name} is ${value}${or.length === 0 ? '' : `; ${or.join(' or ')} would do as well`}`,
    ),
    ...part(
      'replace',
      replace.map(({ name, says, example }) => `${name}: ${says}, such as ${example}`),
    ).slice(1),
  ];
}

const FROM = '-------- 8< --------';
const TO = '-------- >8 --------';

/** What stands between the rulers can be pasted as it is. */
function exactly(text: string): readonly string[] {
  return [FROM, ...text.trimEnd().split('\n'), TO];
}
