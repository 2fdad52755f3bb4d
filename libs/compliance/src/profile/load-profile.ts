import { z } from 'zod';

import { STATUS_ORDER } from '../assessment.js';
import type { CatalogLookup } from '../catalogs/catalog-lookup.js';
import { controlsOf } from '../framework/catalog-controls.js';
import { id, text, word, type Equal, type Frozen } from '../framework/schema-words.js';
import { YamlSource } from '../framework/yaml-source.js';
import type { Profile } from './profile.js';

/** Statuses that show something: a profile that is content with less would pass on nothing. */
const ENOUGH = STATUS_ORDER.slice(STATUS_ORDER.indexOf('PARTIAL')) as ['PARTIAL', ...(typeof STATUS_ORDER)[number][]];

const profileSchema = z.strictObject({
  id,
  version: word,
  title: word,
  catalog: id,
  purpose: text,
  accepts: z.array(z.enum(['WAIVED', 'NOT_APPLICABLE'])).max(2),
  controls: z
    .record(id, z.enum(ENOUGH))
    .refine((controls) => Object.keys(controls).length > 0, 'a profile without controls asks for nothing'),
});

/**
 * Reads a profile; `file` is its name for messages. `catalogOf` gives the catalog that is judged by, what an overlay
 * adopts in place.
 * @throws ParseError PROFILE_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadProfile(text: string, file: string, catalogOf: CatalogLookup): Profile {
  const source = new YamlSource(text, file);
  const profile = source.read(profileSchema, 'PROFILE_INVALID');
  const catalog = catalogOf(profile.catalog);
  if (catalog === undefined) {
    throw source.refusal(['catalog'], 'PROFILE_INVALID', `nothing is judged by a catalog ${profile.catalog} here`);
  }
  const known = new Set(controlsOf(catalog).map((control) => control.id));
  const stranger = Object.keys(profile.controls).find((control) => !known.has(control));
  if (stranger === undefined) return profile;
  throw source.refusal(['controls', stranger], 'PROFILE_INVALID', `catalog ${catalog.id} has no control ${stranger}`);
}

/** JSON Schema (draft 2020-12) of profile files, for editors. */
export function profileJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(profileSchema, { io: 'input' }), title: 'Averment profile' };
}

// Schema and exported type say the same, or this does not compile.
export const PROFILE_SHAPE_AGREES: Equal<Frozen<z.output<typeof profileSchema>>, Profile> = true;
