import { z } from 'zod';

import { importOrigin, statement } from '../framework/catalog-schema.js';
import { day, id, text, word, type Equal, type Frozen } from '../framework/schema-words.js';
import type { Crosswalk } from './crosswalk.js';
import type { View } from './view.js';
import type { Wording } from './wording.js';

// The one definition of what the files beside catalogs look like; the committed JSON schemas come from here.

const published = { id, title: word, source: z.url(), retrieved: day, attribution: text.exactOptional() };
const note = text.exactOptional();

export const viewSchema = z.strictObject({
  ...published,
  version: word,
  note,
  of: id,
  groups: z
    .array(z.strictObject({ id, title: word, controls: z.array(id).min(1).max(1000) }))
    .min(1)
    .max(100),
});

const end = z.union([z.strictObject({ catalog: id }), z.strictObject({ publication: id, title: word, version: word })]);
/** Names of things in publications of others need not be ids of ours. */
const row = z.strictObject({ from: word, title: word.exactOptional(), to: z.array(word).min(1).max(200) });

export const crosswalkSchema = z.strictObject({
  ...published,
  licence: word,
  note,
  from: end,
  to: end,
  rows: z.array(row).min(1).max(5000),
});

export const wordingSchema = z.strictObject({
  catalog: id,
  importedFrom: importOrigin,
  texts: z.record(id, statement),
});

/** JSON Schemas (draft 2020-12), for editors. Loading checks more: that ids are unique and resolve. */
export function viewJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(viewSchema, { io: 'input' }), title: 'Averment view' };
}

export function crosswalkJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(crosswalkSchema, { io: 'input' }), title: 'Averment crosswalk' };
}

export function wordingJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(wordingSchema, { io: 'input' }), title: 'Averment wording' };
}

// Schemas and exported types say the same, or this does not compile.
export const SHAPES_AGREE: readonly [
  Equal<Frozen<z.output<typeof viewSchema>>, View>,
  Equal<Frozen<z.output<typeof crosswalkSchema>>, Crosswalk>,
  Equal<Frozen<z.output<typeof wordingSchema>>, Wording>,
] = [true, true, true];
