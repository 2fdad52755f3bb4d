import { z } from 'zod';

import type { OscalCatalog, OscalControl, OscalGroup, OscalPart } from './oscal-catalog.js';

// OSCAL catalog model, versions 1.0 to 1.2, as far as it is read. Unknown keys are left out, not refused: the model is
// much larger, and later versions add to it.

const line = z.string().trim().min(1).max(2000);
const prose = z.string().max(100_000);
/** OSCAL token: an XML name without colons. */
const token = z.string().regex(/^[\p{L}_][\p{L}\p{N}._-]{0,199}$/u, 'is no OSCAL token');

const prop = z.object({ name: token, value: z.string().max(2000) });
const props = z.array(prop).max(1000).exactOptional();
const param = z.object({
  id: token,
  label: line.exactOptional(),
  values: z.array(line).max(100).exactOptional(),
  select: z.object({ choice: z.array(line).max(100).exactOptional() }).exactOptional(),
});
const params = z.array(param).max(1000).exactOptional();

const part: z.ZodType<OscalPart> = z.object({
  name: token,
  props,
  prose: prose.exactOptional(),
  get parts() {
    return z.array(part).max(1000).exactOptional();
  },
});
const control: z.ZodType<OscalControl> = z.object({
  id: token,
  class: line.exactOptional(),
  title: line,
  params,
  props,
  parts: z.array(part).max(1000).exactOptional(),
  get controls() {
    return z.array(control).max(5000).exactOptional();
  },
});
const group: z.ZodType<OscalGroup> = z.object({
  id: token.exactOptional(),
  title: line,
  params,
  get groups() {
    return z.array(group).max(1000).exactOptional();
  },
  controls: z.array(control).max(5000).exactOptional(),
});

export const oscalCatalogSchema: z.ZodType<OscalCatalog> = z.object({
  uuid: z.uuid(),
  metadata: z.object({
    title: line,
    version: line,
    'last-modified': line,
    // NIST's own SSDF catalog writes it with a v.
    'oscal-version': z.string().regex(/^v?1\.[0-2]\.\d{1,3}$/, 'is no version from 1.0 to 1.2'),
    props,
  }),
  params,
  controls: z.array(control).max(5000).exactOptional(),
  groups: z.array(group).max(1000).exactOptional(),
});
