import { z } from 'zod';

import { CLAIM_KINDS } from '../claims/claim.js';
import { id, text, word, type Equal, type Frozen } from '../framework/schema-words.js';
import type { RecipeTool, ToolFrames } from './recipe.js';

// The one definition of what recipe files look like; the committed JSON schemas come from here.

/** Lines as they are: what is pasted is not trimmed. */
const block = z
  .string()
  .max(20_000)
  .refine((lines) => lines.trim() !== '', 'is empty');
const name = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/, 'a placeholder is named in capitals');
const placeholder = z.strictObject({ says: word, example: word, field: id.exactOptional() });
const placeholders = z.record(name, placeholder);
const notes = z.array(text).max(10);

const frameText = block.refine((lines) => /^[ \t]*@@SCRIPT@@[ \t]*$/m.test(lines), 'has no line @@SCRIPT@@');
const commands = z.array(id).max(20);

const frame = z.strictObject({
  language: z.enum(['yaml', 'sh']),
  brings: commands,
  frame: frameText,
  rule: block,
  notes,
  scheduled: z.strictObject({ frame: frameText, rule: block, notes }).exactOptional(),
  placeholders,
});

function each<S extends z.ZodType>(schema: S) {
  return z.strictObject({
    'github-actions': schema,
    'gitlab-ci': schema,
    tekton: schema,
    cosign: schema,
  } satisfies Record<RecipeTool, S>);
}

export const framesSchema = each(frame);

const rules = {
  /** Added to the trust rule that is usual with the tool. */
  adds: block.exactOptional(),
  /** Instead of that rule: somebody else signs. */
  rule: block.exactOptional(),
  notes: notes.exactOptional(),
};
const part = z.union([
  z.strictObject({ none: text }),
  z.strictObject({ runs: z.literal('script'), ...rules }),
  z.strictObject({ text: block, needs: commands, ...rules }),
]);

export const recipeSchema = z.strictObject({
  id,
  claim: z.enum(CLAIM_KINDS),
  title: word,
  version: word,
  when: z.record(id, z.union([word, z.int()])).exactOptional(),
  makes: word,
  notes: text,
  placeholders,
  /** The script is run again and again, whatever is released. */
  scheduled: z.boolean().exactOptional(),
  /** Commands that the script calls. */
  needs: commands.exactOptional(),
  script: block.exactOptional(),
  adds: block.exactOptional(),
  rule: block.exactOptional(),
  tools: each(part),
});

export type RecipeFile = z.output<typeof recipeSchema>;
export type RecipePart = z.output<typeof part>;

/** JSON Schemas (draft 2020-12), for editors. Loading checks more: placeholders, YAML, secrets. */
export function recipeJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(recipeSchema, { io: 'input' }), title: 'Averment recipe' };
}

export function toolFramesJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(framesSchema, { io: 'input' }), title: 'Averment recipe tools' };
}

// Schema and exported type say the same, or this does not compile.
export const FRAMES_SHAPE_AGREES: Equal<Frozen<z.output<typeof framesSchema>>, ToolFrames> = true;
