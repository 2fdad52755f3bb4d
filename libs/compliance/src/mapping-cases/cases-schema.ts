import { z } from 'zod';

import type { Status } from '../assessment.js';
import { CLAIM_KINDS, type ClaimKind } from '../claims/claim.js';
import { CLAIM_FIELDS, HUMAN_CLAIMS, type FieldType } from '../framework/claim-fields.js';
import { id, text, word } from '../framework/schema-words.js';

// The one definition of what a file of cases looks like; the committed JSON schema comes from here.

/** Names of facts, sets, controls or groups, with blanks between them. */
const names = z.string().trim().min(1).max(20_000);
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'a name is a letter, then letters, digits and hyphens');
const days = z.int().min(0).max(36_500);

export const CASE_STATUSES = [
  ...(['FAILED', 'MISSING', 'UNVERIFIED', 'STALE', 'PARTIAL', 'SELF_ATTESTED', 'SUPPORTED', 'EVIDENCED'] as const),
  ...(['WAIVED', 'NOT_APPLICABLE'] as const),
] as const satisfies readonly Status[];
const byStatus = z.partialRecord(z.enum(CASE_STATUSES), names);

const SCHEMA_OF = {
  bool: z.boolean(),
  int: z.int().min(0),
  double: z.number(),
  string: text,
  'list<string>': z.array(word).max(1000),
} as const;

function fieldSchema(type: FieldType): z.ZodType {
  return (typeof type === 'string' ? SCHEMA_OF[type] : z.enum(type)).exactOptional();
}

/** What a claim holds besides fields that conditions read. A scan's counts follow from its findings. */
const LISTS: { readonly [K in ClaimKind]?: Readonly<Record<string, z.ZodType>> } = {
  'vulnerability-scan': {
    findings: z
      .array(z.strictObject({ id: word, severity: z.enum(['critical', 'high', 'medium', 'low', 'none', 'unknown']) }))
      .max(1000)
      .exactOptional(),
  },
  vex: {
    statements: z
      .array(
        z.strictObject({
          vulnerability: word,
          status: z.enum(['affected', 'under_investigation', 'fixed', 'not_affected']),
        }),
      )
      .min(1)
      .max(1000),
  },
};

function claimSchema(kind: ClaimKind) {
  const fields: Readonly<Record<string, FieldType>> = CLAIM_FIELDS[kind];
  const own = Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, fieldSchema(type)]));
  return z.strictObject({ kind: z.literal(kind), ...own, ...LISTS[kind] });
}

const human: readonly ClaimKind[] = HUMAN_CLAIMS;
const [first, ...rest] = CLAIM_KINDS.filter((kind) => !human.includes(kind)).map(claimSchema);
const claim = z.discriminatedUnion('kind', [first as NonNullable<typeof first>, ...rest]);

const fact = z.strictObject({
  about: z.enum(['artifact', 'revision', 'component', 'release', 'product', 'organization']),
  daysAgo: days.exactOptional(),
  by: name.exactOptional(),
  claim,
});

const oneCase = z.strictObject({
  name: text,
  given: names.exactOptional(),
  without: names.exactOptional(),
  rejected: names.exactOptional(),
  unverified: names.exactOptional(),
  signer: z.enum(['team', 'outside']).exactOptional(),
  untimed: z.boolean().exactOptional(),
  decided: z
    .array(z.enum(['human-evidence', 'waiver', 'not-applicable']))
    .min(1)
    .max(3)
    .exactOptional(),
  population: z.enum(['independent', 'signed-manifest', 'declared']).exactOptional(),
  more: z
    .array(z.enum(['artifact', 'revision']))
    .min(1)
    .max(10)
    .exactOptional(),
  daysLater: days.exactOptional(),
  like: text.exactOptional(),
  expect: byStatus,
});

export const casesSchema = z.strictObject({
  id,
  mapping: id,
  asOf: z.iso.datetime(),
  facts: z.record(name, fact),
  sets: z.record(name, names).exactOptional(),
  groups: z.record(name, names).exactOptional(),
  cases: z.array(oneCase).min(1).max(500),
  never: byStatus.exactOptional(),
});

export type CasesFile = z.output<typeof casesSchema>;

/** JSON Schema (draft 2020-12) of files of cases, for editors. */
export function casesJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(casesSchema, { io: 'input' }), title: 'Averment mapping cases' };
}
