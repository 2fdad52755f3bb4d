import { ParseError } from '#kernel';

import { EVIDENCE_KIND_OF_CLAIM, fieldsOf } from '../framework/claim-fields.js';
import { YamlSource, type Path } from '../framework/yaml-source.js';
import { filled, framed, holdsSecret, namesIn, partlyFilled } from './markers.js';
import {
  RECIPE_TOOLS,
  type NoSnippet,
  type Placeholder,
  type Recipe,
  type RecipeTool,
  type Snippet,
  type ToolFrame,
  type ToolFrames,
} from './recipe.js';
import { framesSchema, recipeSchema, type RecipeFile, type RecipePart } from './recipe-schema.js';

/**
 * Reads what goes around the scripts of recipes; `file` is its name for messages.
 * @throws ParseError RECIPE_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadToolFrames(text: string, file: string): ToolFrames {
  const source = new YamlSource(text, file);
  const frames = source.read(framesSchema, 'RECIPE_INVALID');
  for (const tool of RECIPE_TOOLS) {
    const { frame, rule, scheduled, placeholders } = frames[tool];
    const places = Object.entries({ frame, rule }).map(([key, text]) => ({ path: [tool, key], text }));
    const later = Object.entries(scheduled ?? {}).flatMap(([key, text]) =>
      typeof text === 'string' ? [{ path: [tool, 'scheduled', key], text }] : [],
    );
    requirePlaceholders(source, {
      places: [...places, ...later],
      of: [tool, 'placeholders'],
      declared: Object.keys(placeholders),
    });
  }
  return frames;
}

/**
 * Reads a recipe; `file` is its name for messages.
 * @throws ParseError RECIPE_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadRecipe(text: string, file: string, frames: ToolFrames): Recipe {
  const source = new YamlSource(text, file);
  const read = source.read(recipeSchema, 'RECIPE_INVALID');
  requireFields(source, read);
  requirePlaceholders(source, {
    places: placesOf(read),
    of: ['placeholders'],
    declared: Object.keys(read.placeholders),
    common: new Set(RECIPE_TOOLS.flatMap((tool) => Object.keys(frames[tool].placeholders))),
  });
  const snippets = RECIPE_TOOLS.map(
    (tool) => [tool, partFor(source, { recipe: read, tool, frame: frameFor(read, frames[tool]) })] as const,
  );
  const used = new Set(snippets.flatMap(([, part]) => ('none' in part ? [] : namesIn(`${part.text}\n${part.rule}`))));
  const common = RECIPE_TOOLS.flatMap((tool) => Object.entries(frames[tool].placeholders));
  const known = [...common.filter(([name]) => used.has(name)), ...Object.entries(read.placeholders)];
  const { id, claim, title, version, when = {}, makes, notes } = read;
  return {
    ...{ id, claim, title, version, when, makes, notes },
    placeholders: Object.fromEntries(known),
    tools: Object.fromEntries(snippets) as Recipe['tools'],
  };
}

function frameFor({ scheduled = false }: RecipeFile, frame: ToolFrame): ToolFrame {
  return scheduled ? { ...frame, ...frame.scheduled } : frame;
}

interface ToolRecipe {
  readonly recipe: RecipeFile;
  readonly tool: RecipeTool;
  readonly frame: ToolFrame;
}

function partFor(source: YamlSource, { recipe, tool, frame }: ToolRecipe): Snippet | NoSnippet {
  const part = recipe.tools[tool];
  if ('none' in part) return part;
  const at = ['tools', tool];
  const text = textOf(part, recipe, frame);
  if (text === undefined) throw source.refusal(at, 'RECIPE_INVALID', 'runs a script that the recipe has not');
  const own = new Map<string, string>([
    ['ID', recipe.id],
    ['TITLE', recipe.title],
    ['KIND', EVIDENCE_KIND_OF_CLAIM[recipe.claim]],
  ]);
  const snippet: Snippet = {
    language: frame.language,
    text: partlyFilled(text, own),
    needs: 'text' in part ? part.needs : (recipe.needs ?? []).filter((command) => !frame.brings.includes(command)),
    notes: [...('runs' in part ? frame.notes : []), ...(part.notes ?? [])],
    rule: partlyFilled(ruleOf(part, recipe, frame), own),
  };
  const examples = examplesOf({ ...frame.placeholders, ...recipe.placeholders });
  if (snippet.language === 'yaml') requireYaml(source, at, filled(snippet.text, examples));
  requireYaml(source, at, filled(snippet.rule, examples));
  return snippet;
}

/** Its own, or the script in the frame of the tool; undefined where there is no script. */
function textOf(part: SnippetPart, { script }: RecipeFile, frame: ToolFrame): string | undefined {
  if ('text' in part) return part.text;
  return script === undefined ? undefined : framed(frame.frame, script);
}

/** Of the tool, unless recipe or part have one of their own. */
function ruleOf(part: SnippetPart, { rule, adds }: RecipeFile, frame: ToolFrame): string {
  return part.rule ?? rule ?? `${frame.rule}${part.adds ?? adds ?? ''}`;
}

/** Each placeholder by its example. */
function examplesOf(placeholders: Readonly<Record<string, Placeholder>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(placeholders).map(([name, { example }]) => [name, example]));
}

/** Every text of strangers to the frames, by where it stands. */
function placesOf({ script, adds, rule, tools }: RecipeFile): readonly Place[] {
  const parts = RECIPE_TOOLS.flatMap((tool): readonly (Omit<Place, 'text'> & { text: string | undefined })[] => {
    const part = tools[tool];
    if ('none' in part) return [];
    const path = ['tools', tool];
    return [
      { path: [...path, 'text'], text: 'text' in part ? part.text : undefined },
      { path: [...path, 'adds'], text: part.adds },
      { path: [...path, 'rule'], text: part.rule },
    ];
  });
  const whole = Object.entries({ script, adds, rule }).map(([key, text]) => ({ path: [key], text }));
  return [...whole, ...parts].flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
}

interface Place {
  readonly path: Path;
  readonly text: string;
}

type SnippetPart = Exclude<RecipePart, { readonly none: string }>;

/** Filled by the loader. */
const OWN = ['SCRIPT', 'ID', 'TITLE', 'KIND'];

function requirePlaceholders(
  source: YamlSource,
  {
    places,
    of,
    declared,
    common = new Set(),
  }: {
    readonly places: readonly Place[];
    readonly of: Path;
    readonly declared: readonly string[];
    readonly common?: ReadonlySet<string>;
  },
): void {
  const known = new Set([...declared, ...common, ...OWN]);
  for (const { path, text } of places) {
    const unknown = namesIn(text).find((name) => !known.has(name));
    if (unknown !== undefined) throw source.refusal(path, 'RECIPE_INVALID', `@@${unknown}@@ is declared nowhere`);
    if (holdsSecret(text)) throw source.refusal(path, 'RECIPE_INVALID', 'holds a secret: refer to one instead');
  }
  const used = new Set(places.flatMap(({ text }) => namesIn(text)));
  const spare = declared.find((name) => !used.has(name));
  if (spare !== undefined) throw source.refusal([...of, spare], 'RECIPE_INVALID', 'stands in no text');
}

function requireFields(source: YamlSource, { claim, placeholders, when = {} }: RecipeFile): void {
  const fields = fieldsOf(claim);
  const refuse = (path: Path, field: string) => {
    if (!Object.hasOwn(fields, field)) throw source.refusal(path, 'RECIPE_INVALID', `${claim} has no field ${field}`);
  };
  for (const field of Object.keys(when)) refuse(['when', field], field);
  for (const [name, { field }] of Object.entries(placeholders)) {
    if (field !== undefined) refuse(['placeholders', name, 'field'], field);
  }
}

function requireYaml(source: YamlSource, path: Path, text: string): void {
  try {
    new YamlSource(text, 'what is pasted');
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw source.refusal(path, 'RECIPE_INVALID', `is no YAML: ${error.message}`);
  }
}
