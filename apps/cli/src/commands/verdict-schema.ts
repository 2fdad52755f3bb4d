import { z } from 'zod';

import { EVIDENCE_KINDS, type Parsed } from '#evidence';
import { RUNGS, type Verdict } from '#verification';

import type { StaleRoot } from '../trust/stale-roots.js';

/** Named in every line; another meaning of a field is another version. New fields may come, so readers pass over them. */
const VERSION = 'averment.verdict/1';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const check = z.object({
  rung: z.enum(RUNGS),
  outcome: z.enum(['passed', 'failed', 'could-not-check', 'not-applicable']),
  code: z.string().optional().describe('Present unless passed; see docs/reference/codes.md.'),
  expected: z.string().optional(),
  found: z.string().optional(),
  spec: z.string().optional().describe('The specification, and where in it.'),
});

const signer = z.union([
  z.object({
    kind: z.literal('certificate'),
    issuer: z.string(),
    identity: z.string(),
    extensions: z.record(z.string(), z.string()).describe('Fulcio extensions by their documented name.'),
  }),
  z.object({
    kind: z.literal('workload'),
    identity: z.string().describe('SPIFFE ID, e-mail address, URI or DNS name.'),
    authority: z.string().describe('The trust root whose authority says so.'),
  }),
  z.object({ kind: z.literal('key'), fingerprint: z.string() }),
]);

/** One line of `aver verify --json`. Text inside comes from strangers. */
export const verdictLineSchema = z
  .object({
    schema: z.literal(VERSION),
    file: z.string().describe('As it was named on the command line.'),
    format: z.string().describe('For people: sigstore-bundle v0.3.'),
    kind: z.enum(EVIDENCE_KINDS),
    verdict: z.object({
      evidence: digest.describe('SHA-256 of the bytes exactly as they were read.'),
      outcome: z.enum(['verified', 'rejected', 'unverified']),
      checks: z.array(check).length(RUNGS.length).describe('All rungs, in order.'),
      rules: z.array(z.string()).describe('Every trust rule that matched; empty unless verified.'),
      signer: signer.optional().describe('As proven; absent where nothing is.'),
      signedAt: z.string().optional().describe('RFC 3339; absent where no trusted source of time vouches for it.'),
      trustRoot: digest,
      policy: digest.describe('Digest over all trust rules in force.'),
      verifier: z.string(),
      felledBy: z.array(digest).optional().describe('Statements about a compromise that it fell by.'),
    }),
    rootStale: z
      .object({ name: z.string(), expired: z.string().describe('RFC 3339.'), days: z.int().describe('Since then.') })
      .optional()
      .describe('There when the metadata of the trust root is past its expiry: the verdict stands on an old list.'),
  })
  .meta({ id: 'averment-verdict', title: 'One line of aver verify --json' });

export function verdictLine(of: {
  readonly file: string;
  readonly parsed: Parsed;
  readonly verdict: Verdict;
  readonly stale: readonly StaleRoot[];
}): unknown {
  const { file, parsed, verdict, stale } = of;
  const { format, kind } = parsed;
  const root = stale.find(({ digest: old }) => old === verdict.trustRoot);
  const rootStale = root && { name: root.name, expired: root.expired, days: root.days };
  return { schema: VERSION, file, format, kind, verdict, ...(rootStale && { rootStale }) };
}

export function verdictLineJsonSchema(): unknown {
  return z.toJSONSchema(verdictLineSchema);
}
