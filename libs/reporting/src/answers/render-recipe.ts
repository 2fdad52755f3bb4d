import {
  OF_SCOPE,
  RECIPE_TOOLS,
  recipeFor,
  type Need,
  type Recipe,
  type RecipeTool,
  type ShownRecipe,
  type ShownSnippet,
  type Scope,
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
  readonly scope: Scope;
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
    ...(tool === undefined ? RECIPE_TOOLS : [tool]).flatMap((each) => [
      '',
      ...snippetLines(recipe, each, { here: 'above', before: new Map() }),
    ]),
  ]);
}

/** What was shown where, in words: by the id of a recipe, and by what trust rules have in common. */
export type ShownBefore = Map<string, string>;

/** Text to paste for each need; `here` is where it stands. What was shown before is not shown again, but told where. */
export function recipeLines(
  needs: readonly Need[],
  { tool, recipes }: Snippets,
  at: { readonly here: string; readonly before: ShownBefore },
): readonly string[] {
  return needs.flatMap((need) => {
    const recipe = recipeFor(recipes, need);
    if (recipe === undefined) return [`  There is no recipe for ${need.claim}.`];
    const first = at.before.get(recipe.id);
    if (first !== undefined) return againLines(recipe, tool, first);
    at.before.set(recipe.id, at.here);
    const head = [`To paste: ${recipe.title} (recipe ${recipe.id})`, `  ${recipe.notes}`];
    return [...indented(head), ...snippetLines(recipe, tool, at)];
  });
}

function againLines({ tools }: ShownRecipe, tool: RecipeTool, first: string): readonly string[] {
  const snippet = tools[tool];
  if ('none' in snippet) return [];
  const own = snippet.filled.filter(({ name }) => !Object.hasOwn(OF_SCOPE, name));
  const known = own.map(({ name, value }) => `${name} ${value}`);
  return [`  To paste: as ${first}${known.length === 0 ? '' : `, with ${known.join(', ')}`}.`];
}

/** Words are indented; what can be pasted is not. */
function snippetLines(
  { tools }: ShownRecipe,
  tool: RecipeTool,
  at: { readonly here: string; readonly before: ShownBefore },
): readonly string[] {
  const snippet = tools[tool];
  const name = TOOL_WORDS[tool];
  if ('none' in snippet) return [`  With ${name} there is nothing to paste: ${snippet.none}`];
  return [
    ...indented([`With ${name}`, ...indented(readFirst(snippet))]),
    ...exactly(snippet.text),
    ...ruleLines(snippet, at),
    ...indented(snippet.notes.map((note) => `- ${note}`)),
  ];
}

/** Rules that expect the same signer differ in little more than the kinds of evidence. */
function ruleLines(
  { rule }: ShownSnippet,
  { here, before }: { readonly here: string; readonly before: ShownBefore },
): readonly string[] {
  const signer = rule.replaceAll(/^(?:id|kinds): .*\n/gm, '');
  const first = before.get(signer);
  const kinds = /^kinds: .*$/m.exec(rule)?.[0] ?? '';
  if (first !== undefined) return [`  and its trust rule: as ${first}, with ${kinds}`];
  before.set(signer, here);
  return ['  and its trust rule, unless one expects this signer already', ...exactly(rule)];
}

function readFirst({ needs, replace, filled }: ShownSnippet): readonly string[] {
  return [
    ...(needs.length === 0 ? [] : [`needs on the PATH: ${needs.join(', ')}`]),
    ...(filled.length === 0 ? [] : [`filled in: ${filled.map(filledWords).join(', ')}`]),
    ...part(
      'replace',
      replace.map(({ name, says, example }) => `${name}: ${says}, such as ${example}`),
    ).slice(1),
  ];
}

function filledWords({ name, value, or }: ShownSnippet['filled'][number]): string {
  return `${name} ${value}${or.length === 0 ? '' : ` (${or.join(' or ')} would do as well)`}`;
}

const FROM = '-------- 8< --------';
const TO = '-------- >8 --------';

/** What stands between the rulers can be pasted as it is. */
function exactly(text: string): readonly string[] {
  return [FROM, ...text.trimEnd().split('\n'), TO];
}
