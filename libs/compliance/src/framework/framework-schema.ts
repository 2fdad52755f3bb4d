import { z } from 'zod';

import type { Catalog } from './catalog.js';
import { CLAIM_KINDS } from '../claims/claim.js';
import type { Mapping } from './mapping.js';

// The one definition of what catalog and mapping files look like; the committed JSON schemas come from here.

const text = z.string().trim().min(1).max(4000);
const word = z.string().trim().min(1).max(200);
/** Ids become file names, anchors and JSON keys. */
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'an id is 1 to 64 letters, digits, dots or hyphens');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written YYYY-MM-DD');

const control = z.strictObject({ id, summary: text });
const practice = z.strictObject({ id, title: word, controls: z.array(control).min(1).max(1000) });
const group = z.strictObject({ id, title: word, practices: z.array(practice).min(1).max(200) });

export const catalogSchema = z.strictObject({
  id,
  title: word,
  version: word,
  status: z.enum(['final', 'draft']),
  source: z.url(),
  retrieved: day,
  groups: z.array(group).min(1).max(100),
});

const number = z.number();
const operand = z.union([z.string(), number, z.boolean()]);
const field = z.string().min(1).max(64);
const condition = z.union([
  z.strictObject({ field, is: operand }),
  z.strictObject({ field, isNot: operand }),
  z.strictObject({
    field,
    in: z
      .array(z.union([z.string(), number]))
      .min(1)
      .max(200),
  }),
  z.strictObject({ field, atLeast: number }),
  z.strictObject({ field, atMost: number }),
  z.strictObject({ field, present: z.boolean() }),
]);
const conditions = z.array(condition).min(1).max(50);

const leaf = z.strictObject({
  claim: z.enum(CLAIM_KINDS),
  need: text,
  select: conditions.exactOptional(),
  where: conditions.exactOptional(),
  unless: conditions.exactOptional(),
  freshDays: z.int().min(1).max(3650).exactOptional(),
});
const allOf = z.strictObject({
  get allOf() {
    return branches;
  },
});
const anyOf = z.strictObject({
  get anyOf() {
    return branches;
  },
});
const atLeast = z.strictObject({
  atLeast: z.int().min(1),
  get of() {
    return branches;
  },
});
const requirement = z.union([leaf, allOf, anyOf, atLeast]);
const branches = z.array(requirement).min(1, 'an empty tree asks for nothing').max(50);

const controlMapping = z.strictObject({
  grade: z.enum(['A', 'B', 'C', 'D']),
  cap: z.enum(['satisfied', 'partial', 'manual']),
  population: z.enum(['artifacts', 'revisions', 'release', 'organization']),
  requires: requirement.exactOptional(),
  rationale: text,
  human: text,
  remedy: text,
});

export const mappingSchema = z.strictObject({
  id,
  version: word,
  catalog: id,
  semantics: z.literal('eval/1'),
  adoptedBy: word,
  adoptedOn: day,
  controls: z.record(id, controlMapping),
});

/** JSON Schema (draft 2020-12) of catalog files, for editors. */
export function catalogJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(catalogSchema, { io: 'input' }), title: 'Averment catalog' };
}

/** JSON Schema (draft 2020-12) of mapping files, for editors. Loading checks more: fields, operands, caps, ids, depth. */
export function mappingJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(mappingSchema, { io: 'input' }), title: 'Averment mapping' };
}

// Schema and exported types say the same, or this does not compile.
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
export const SHAPES_AGREE: readonly [
  Equal<Frozen<z.output<typeof catalogSchema>>, Catalog>,
  Equal<Frozen<z.output<typeof mappingSchema>>, Mapping>,
] = [true, true];
