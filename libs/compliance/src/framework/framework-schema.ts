import { z } from 'zod';

import { CLAIM_KINDS } from '../claims/claim.js';
import { CONDITION_ENGINE } from '../condition/engine.js';
import type { MappingFile } from './mapping-file.js';
import { day, id, text, word, type Equal, type Frozen } from './schema-words.js';

// The one definition of what mapping files look like; the committed JSON schema comes from here.

/** A CEL expression; what it may say is checked when it is compiled. */
const condition = z.string().trim().min(1);

export const days = z.int().min(1).max(3650);
export const cap = z.enum(['satisfied', 'partial', 'manual']);

const leaf = z.strictObject({
  claim: z.enum(CLAIM_KINDS),
  need: text,
  select: condition.exactOptional(),
  where: condition.exactOptional(),
  unless: condition.exactOptional(),
  freshDays: days.exactOptional(),
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
export const requirement = z.union([leaf, allOf, anyOf, atLeast]);
const branches = z.array(requirement).min(1, 'an empty tree asks for nothing').max(50);

const controlMapping = z.strictObject({
  grade: z.enum(['A', 'B', 'C', 'D']),
  cap,
  population: z.enum(['artifacts', 'revisions', 'release', 'organization']),
  requires: requirement.exactOptional(),
  beyondPartial: requirement.exactOptional(),
  rationale: text,
  human: text,
  remedy: text,
});

const adoptedMapping = z.strictObject({ as: id, human: text.exactOptional(), remedy: text.exactOptional() });

export const mappingSchema = z.strictObject({
  id,
  version: word,
  catalog: id,
  adopts: id.exactOptional(),
  semantics: z.literal('eval/1'),
  conditions: z.literal(CONDITION_ENGINE),
  adoptedBy: word,
  adoptedOn: day,
  controls: z.record(id, z.union([controlMapping, adoptedMapping])),
});

/** JSON Schema (draft 2020-12) of mapping files, for editors. Loading checks more: fields, operands, caps, ids, depth. */
export function mappingJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(mappingSchema, { io: 'input' }), title: 'Averment mapping' };
}

// Schema and exported type say the same, or this does not compile.
export const MAPPING_SHAPE_AGREES: Equal<Frozen<z.output<typeof mappingSchema>>, MappingFile> = true;
