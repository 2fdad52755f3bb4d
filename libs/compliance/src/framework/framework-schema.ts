import { z } from 'zod';

import { CLAIM_KINDS } from '../claims/claim.js';
import type { Mapping } from './mapping.js';
import { day, id, text, word, type Equal, type Frozen } from './schema-words.js';

// The one definition of what mapping files look like; the committed JSON schema comes from here.

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

/** JSON Schema (draft 2020-12) of mapping files, for editors. Loading checks more: fields, operands, caps, ids, depth. */
export function mappingJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(mappingSchema, { io: 'input' }), title: 'Averment mapping' };
}

// Schema and exported type say the same, or this does not compile.
export const MAPPING_SHAPE_AGREES: Equal<Frozen<z.output<typeof mappingSchema>>, Mapping> = true;
