import type { Scope } from '../assessment.js';
import type { ClaimKind } from '../claims/claim.js';
import type { Wanted } from '../gaps/wanted.js';
import { filled, namesIn } from './markers.js';
import {
  RECIPE_TOOLS,
  type NoSnippet,
  type Placeholder,
  type Recipe,
  type RecipeTool,
  type Snippet,
} from './recipe.js';

/** Evidence of this kind would help, with these values, about this release. */
export interface Need {
  readonly claim: ClaimKind;
  readonly wanted: readonly Wanted[];
  readonly scope?: Scope;
}

/** A recipe with everything filled in that is known. */
export interface ShownRecipe extends Pick<Recipe, 'id' | 'claim' | 'title' | 'version' | 'makes' | 'notes'> {
  readonly tools: Readonly<Record<RecipeTool, ShownSnippet | NoSnippet>>;
}

export interface ShownSnippet extends Snippet {
  /** What is left to replace, in the order in which it stands there. */
  readonly replace: readonly { readonly name: string; readonly says: string; readonly example: string }[];
  /** What was filled in, and which other values would do as well. */
  readonly filled: readonly { readonly name: string; readonly value: string; readonly or: readonly string[] }[];
}

/** One for each need that there is a recipe for; what is the same for two needs comes once. */
export function recipesFor(recipes: readonly Recipe[], needs: readonly Need[]): readonly ShownRecipe[] {
  const shown = needs.flatMap((need) => recipeFor(recipes, need) ?? []);
  return [...new Map(shown.map((recipe) => [JSON.stringify(recipe), recipe])).values()];
}

/** Of the recipes for this claim the one that asks for most of what is wanted. */
export function recipeFor(recipes: readonly Recipe[], need: Need): ShownRecipe | undefined {
  const { claim, wanted } = need;
  const able = recipes.filter((recipe) => recipe.claim === claim && suits(recipe, wanted));
  const [meant] = able.toSorted((a, b) => Object.keys(b.when).length - Object.keys(a.when).length);
  return meant === undefined ? undefined : shown(meant, need);
}

/** With nothing filled in but what it is meant for. */
export function asIs(recipe: Recipe): ShownRecipe {
  const wanted = Object.entries(recipe.when).map(([field, value]): Wanted => ({ field, anyOf: [value] }));
  return shown(recipe, { wanted });
}

function suits({ when }: Recipe, wanted: readonly Wanted[]): boolean {
  return Object.entries(when).every(([field, value]) => {
    const first = valuesOf(wanted, field)[0];
    if (first === undefined) return false;
    return typeof value === 'number' ? Number(first) >= value : first === value;
  });
}

function valuesOf(wanted: readonly Wanted[], field: string): readonly (string | number)[] {
  return wanted.find((each) => each.field === field)?.anyOf ?? [];
}

/** Values come from mappings, which may be of strangers, and go into scripts: only plain words are filled in. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Placeholders that a scope fills in, by their names. */
export const OF_SCOPE = { ORGANIZATION: 'organization', PRODUCT: 'product', RELEASE: 'release' } as const;

function shown(recipe: Recipe, need: Pick<Need, 'wanted' | 'scope'>): ShownRecipe {
  const { id, claim, title, version, makes, notes, placeholders } = recipe;
  const known = Object.entries(placeholders).flatMap(([name, placeholder]) => {
    const [value, ...or] = plainValues(name, placeholder, need);
    return value === undefined ? [] : [{ name, value, or }];
  });
  const values = new Map(known.map(({ name, value }) => [name, value]));
  const tools = RECIPE_TOOLS.map((tool) => {
    const part = recipe.tools[tool];
    return [tool, 'none' in part ? part : shownSnippet(part, { placeholders, known, values })] as const;
  });
  return { id, claim, title, version, makes, notes, tools: Object.fromEntries(tools) as ShownRecipe['tools'] };
}

function shownSnippet(
  snippet: Snippet,
  {
    placeholders,
    known,
    values,
  }: {
    readonly placeholders: Recipe['placeholders'];
    readonly known: ShownSnippet['filled'];
    readonly values: ReadonlyMap<string, string>;
  },
): ShownSnippet {
  const names = namesIn(`${snippet.text}\n${snippet.rule}`);
  return {
    ...snippet,
    text: filled(snippet.text, values),
    rule: filled(snippet.rule, values),
    filled: known.filter(({ name }) => names.includes(name)),
    replace: names.flatMap((name) => {
      const placeholder = values.has(name) ? undefined : placeholders[name];
      return placeholder === undefined ? [] : [{ name, says: placeholder.says, example: placeholder.example }];
    }),
  };
}

function plainValues(
  name: string,
  { field }: Placeholder,
  { wanted, scope }: Pick<Need, 'wanted' | 'scope'>,
): readonly string[] {
  const part = Object.hasOwn(OF_SCOPE, name) ? OF_SCOPE[name as keyof typeof OF_SCOPE] : undefined;
  const ofScope = part === undefined || scope === undefined ? [] : [scope[part]];
  const values = field === undefined ? ofScope : valuesOf(wanted, field).map(String);
  return values.filter((each) => PLAIN.test(each));
}
