import { z } from 'zod';

import type { Catalog } from './catalog.js';
import { day, id, text, word, type Equal, type Frozen } from './schema-words.js';

// The one definition of what catalog files look like; the committed JSON schema comes from here.

/** The official wording of a control can be much longer than a summary of ours. */
export const statement = z.string().trim().min(1).max(20_000);
const title = z.string().trim().min(1).max(500);
const level = z.int().min(0).max(9);
const priority = z.enum(['high', 'medium', 'low']);

const control = z.strictObject({
  id,
  label: word.exactOptional(),
  title: title.exactOptional(),
  summary: statement,
  level: level.exactOptional(),
  priority: priority.exactOptional(),
  change: text.exactOptional(),
});
const practice = z.strictObject({ id, title, controls: z.array(control).min(1).max(1000) });
const levels = z
  .array(z.strictObject({ level, id, title: word }))
  .min(1)
  .max(10);
const group = z.strictObject({
  id,
  title,
  levels: levels.exactOptional(),
  practices: z.array(practice).min(1).max(200),
});
const adopted = z.strictObject({ id, priority: priority.exactOptional(), change: text.exactOptional() });

const digest = z.templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)]);

/** Where imported texts come from. */
export const importOrigin = z.strictObject({
  digest,
  uuid: z.uuid(),
  title,
  version: word,
  lastModified: word,
  oscalVersion: word,
});

export const catalogSchema = z.strictObject({
  id,
  title,
  version: word,
  status: z.enum(['final', 'draft']),
  source: z.url(),
  retrieved: day,
  standing: text.exactOptional(),
  attribution: text.exactOptional(),
  supersedes: id.exactOptional(),
  overlay: z.strictObject({ of: id, digest, adopts: z.array(adopted).min(1).max(5000) }).exactOptional(),
  importedFrom: importOrigin.exactOptional(),
  groups: z.array(group).min(1).max(100),
});

/** JSON Schema (draft 2020-12) of catalog files, for editors. Loading checks more: that ids are unique and levels are there. */
export function catalogJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(catalogSchema, { io: 'input' }), title: 'Averment catalog' };
}

// Schema and exported type say the same, or this does not compile.
export const CATALOG_SHAPE_AGREES: Equal<Frozen<z.output<typeof catalogSchema>>, Catalog> = true;
