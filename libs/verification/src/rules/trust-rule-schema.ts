import { EVIDENCE_KINDS, slsaLevels } from '#evidence';
import { ParseError, parseInstant, PublicKey, type Instant } from '#kernel';
import { z } from 'zod';

import { FULCIO_EXTENSION_NAMES } from '../x509/fulcio-extensions.js';
import { compilePattern } from './identity-pattern.js';
import { parseVersion } from './semantic-version.js';

const MAX_THRESHOLD = 16;
const MAX_TEXT = 2048;
const MAX_ITEMS = 64;

const text = z.string().min(1).max(MAX_TEXT);
const slug = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:+/=@-]{0,127}$/, 'not an id of letters, digits and ._:+/=@-');

/** Zero, negative, fractional and endless thresholds are refused: `none` is the only way to ask for nothing. */
const threshold = z.union([z.strictObject({ required: z.int().min(1).max(MAX_THRESHOLD) }), z.literal('none')]);

const instant = z.string().refine(parses(parseInstant), 'not an RFC 3339 date-time');

const pattern = z.string().refine(parses(compilePattern), 'not an RE2 pattern of 1 to 256 characters');

const publicKey = z
  .string()
  .max(8192)
  .refine(
    (pem) => !pem.includes('PRIVATE KEY'),
    'this is a private key: send the public half, and treat this one as exposed',
  )
  .refine(
    parses((pem) => PublicKey.fromPem(pem)),
    'not a PEM public key of an accepted type',
  );

const extensions = z.partialRecord(z.enum(FULCIO_EXTENSION_NAMES as [string, ...string[]]), text);

const identity = z.union([z.strictObject({ exactly: text }), z.strictObject({ pattern })]);

const signer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('certificate'),
    issuer: text.describe('OIDC issuer, compared exactly'),
    identity,
    extensions: extensions.optional(),
  }),
  z.strictObject({
    kind: z.literal('workload'),
    identity: identity.describe('SPIFFE ID, e-mail address, URI or DNS name in a certificate of the named trust root'),
  }),
  z.strictObject({
    kind: z.literal('key'),
    publicKey: publicKey.describe('PEM'),
    keyid: text.optional(),
    signs: z
      .literal('payload')
      .optional()
      .describe('only for keys that sign the payload of an envelope without its type'),
  }),
]);

const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('organization') }),
  z.strictObject({ kind: z.literal('product'), product: slug }),
]);

const version = text.refine((tag) => parseVersion(tag) !== undefined, 'not v1, v1.2 or v1.2.3');

/** A demand that names nothing would be met by everything. */
const named = (demand: object) => Object.keys(demand).length > 0;

const build = z
  .strictObject({
    branch: text.optional(),
    tag: text.optional(),
    versionedTag: version.optional(),
    inputs: z.record(text, z.string().max(MAX_TEXT)).refine(named, 'names no input').optional(),
  })
  .refine(named, 'demands nothing');

const level = text.refine(
  parses((word) => slsaLevels([word])),
  'not SLSA_<TRACK>_LEVEL_<n>',
);

const summary = z
  .strictObject({
    verifierId: text.optional(),
    resourceUri: text.optional(),
    levels: z.array(level).min(1).max(MAX_ITEMS).optional(),
  })
  .refine(named, 'demands nothing');

/** A trust rule as people write it. Unknown fields are refused: an ignored field is a condition that nobody checks. */
export const trustRuleSchema = z
  .strictObject({
    id: slug,
    scope,
    kinds: z.array(z.enum(EVIDENCE_KINDS)).min(1).max(EVIDENCE_KINDS.length),
    signer,
    log: threshold,
    time: threshold,
    builders: z.record(text, z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])).optional(),
    source: text.optional(),
    build: build.optional(),
    summary: summary.optional(),
    predicateTypes: z.array(text).min(1).max(MAX_ITEMS).optional(),
    inspections: z.literal('not-executed').optional(),
    teamControlled: z.boolean().default(true),
    population: z.enum(['independent', 'signed-manifest', 'declared']).optional(),
    anchors: z
      .array(z.enum(['organization', 'product', 'repository']))
      .min(1)
      .optional(),
    validFrom: instant.optional(),
    validUntil: instant.optional(),
    trustRoot: text.optional(),
  })
  .refine(
    (rule) =>
      rule.signer.kind === 'key' || rule.trustRoot !== undefined || (rule.log !== 'none' && rule.time !== 'none'),
    {
      message: 'log or time may be "none" only for a key, or under a named trust root that lists no such authority',
    },
  )
  .refine((rule) => rule.signer.kind !== 'workload' || rule.trustRoot !== undefined, {
    message: 'a workload is known only to a trust root: name it as trustRoot',
  })
  .refine((rule) => !isAfter(rule.validFrom, rule.validUntil), { message: 'validUntil is before validFrom' });

function isAfter(from: string | undefined, until: string | undefined): boolean {
  return from !== undefined && until !== undefined && Date.parse(from) > Date.parse(until);
}

function parses(parse: (text: string) => unknown): (text: string) => boolean {
  return (value) => {
    try {
      parse(value);
      return true;
    } catch (error) {
      if (error instanceof ParseError) return false;
      throw error;
    }
  };
}

/** Instants are stored in one spelling, so that a policy's digest does not depend on how a date was written. */
export function normalizedInstant(value: string): Instant {
  return parseInstant(value);
}

/** JSON Schema (2020-12) of a trust rule as people write it. */
export function trustRuleJsonSchema(): unknown {
  return z.toJSONSchema(trustRuleSchema, { io: 'input' });
}
