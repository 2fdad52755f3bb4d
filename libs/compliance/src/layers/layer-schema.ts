import { z } from 'zod';

import { CLAIM_KINDS } from '../claims/claim.js';
import { cap, days, mappingSchema, requirement } from '../framework/framework-schema.js';
import { day, id, text, word, type Equal, type Frozen } from '../framework/schema-words.js';
import type { MappingLayer } from './layer.js';

// The one definition of what layer files look like; the committed JSON schema comes from here.

const control = z
  .strictObject({
    reason: text,
    cap: cap.exactOptional(),
    requires: requirement.exactOptional(),
    alsoRequires: requirement.exactOptional(),
    beyondPartial: z.union([requirement, z.literal('none')]).exactOptional(),
    freshDays: z.partialRecord(z.enum(CLAIM_KINDS), days).exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 1, 'this changes nothing: leave the control out')
  .refine(
    ({ requires, alsoRequires }) => requires === undefined || alsoRequires === undefined,
    'requires replaces the tree and alsoRequires adds to it: write one of them',
  );

export const layerSchema = z.strictObject({
  id,
  version: word,
  mapping: id,
  semantics: mappingSchema.shape.semantics,
  conditions: mappingSchema.shape.conditions,
  reason: text,
  owner: word,
  approver: word,
  adoptedOn: day,
  controls: z.record(id, control),
});

/** JSON Schema (draft 2020-12) of layer files, for editors. Loading checks more: fields, operands, caps, people. */
export function layerJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(layerSchema, { io: 'input' }), title: 'Averment mapping layer' };
}

// Schema and exported type say the same, or this does not compile.
export const LAYER_SHAPE_AGREES: Equal<Frozen<z.output<typeof layerSchema>>, MappingLayer<string>> = true;
