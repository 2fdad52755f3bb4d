import { z } from 'zod';

import { CLAIM_KINDS, DIRECTIONS, PLAN_PROBLEM_CODES, REASON_CODES, RECIPE_TOOLS, STATUS_ORDER } from '#compliance';
import { EVIDENCE_KINDS } from '#evidence';

// What `assess --explain`, `assess --by`, `gaps`, `gate`, `compare`, `simulate` and `sample` print with --json. Each line names its schema; another
// meaning of a field is another version. New fields may come, so readers pass over them. Text may come from strangers.

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const instant = z.string().describe('RFC 3339, UTC.');
const orderedStatus = z.enum(STATUS_ORDER);
const status = z.enum([...STATUS_ORDER, 'WAIVED', 'NOT_APPLICABLE']);
const reason = z.string().describe(`One of ${REASON_CODES.join(', ')}; see docs/reference/codes.md.`);
const claim = z.enum(CLAIM_KINDS);
const source = z.enum(['independent', 'signed-manifest', 'declared']);
const unit = z.enum(['artifacts', 'revisions', 'release', 'organization']);
const scope = z.object({ organization: z.string(), product: z.string(), release: z.string() });

const evidenceNote = z.object({
  evidence: digest,
  claims: z.array(claim),
  rules: z.array(z.string()),
  producer: z.string().describe('Issuer and identity, or key fingerprint.'),
  signedAt: instant.optional().describe('Trusted time; absent where nothing trusted says when.'),
  assurance: z.enum(['verified', 'self-attested']),
  teamControlled: z.boolean(),
});
const codeNote = z.object({
  code: z.string(),
  rung: z.string().optional(),
  meaning: z.string(),
  remedy: z.string(),
});
const findingNote = z.object({
  evidence: digest,
  kind: z.enum(EVIDENCE_KINDS),
  outcome: z.enum(['rejected', 'unverified']),
  codes: z.array(codeNote),
});

const wanted = z
  .array(z.object({ field: z.string(), anyOf: z.array(z.union([z.string(), z.number()])).min(1) }))
  .describe('What it has to say by name or number, as far as the conditions tell.');
const rule = z.object({
  text: z.string(),
  claim: claim.optional(),
  conditions: z.array(z.string()).optional(),
  wanted: wanted.optional(),
  get branches() {
    return z.array(rule);
  },
});
const standing = { met: z.boolean(), status: orderedStatus, reason, evidence: z.array(digest) };
const member = z.object({
  member: z.string(),
  ...standing,
  need: z.string(),
  parts: z.array(z.object({ claim, asked: z.string(), ...standing, sentence: z.string() })),
});

const componentCounts = z.object({
  ...{ member: z.string(), sbom: digest, listed: z.int(), joined: z.int(), withProvenance: z.int() },
  digestsForAll: z.boolean().describe('Without a digest, nothing can be joined to a component.'),
});
const layerChange = z.object({
  ...{ control: z.string(), layer: z.string(), version: z.string(), reason: z.string() },
  ...{ owner: z.string(), approver: z.string(), adoptedOn: z.string() },
  aspect: z.string().describe('Such as requirement, freshness, cap.'),
  direction: z.enum(DIRECTIONS),
  ...{ before: z.array(z.string()), after: z.array(z.string()) },
});

const planned = z.object({
  ...{ id: z.string(), state: z.enum(['open', 'overdue', 'completed']), evidence: digest, late: z.int() },
  anchor: z.looseObject({ kind: z.string() }),
  plan: z.object({
    ...{ kind: z.literal('plan-of-action'), id: z.string(), control: z.string(), weakness: z.string() },
    ...{ detectedOn: instant, owner: z.string(), mitigation: z.string(), due: instant },
    milestones: z.array(z.object({ what: z.string(), due: instant, completedOn: instant.optional() })),
    completedOn: instant.optional(),
    change: z.object({ previous: digest, reason: z.string() }).optional(),
  }),
  history: z.array(
    z.object({ evidence: digest, due: instant, signedAt: instant.optional(), reason: z.string().optional() }),
  ),
  problems: z.array(z.enum(PLAN_PROBLEM_CODES)),
});

const explanation = z.object({
  ...{ control: z.string(), summary: z.string(), status, reason, sentence: z.string(), nextAction: z.string() },
  from: instant.optional(),
  until: instant.optional(),
  grade: z.enum(['A', 'B', 'C', 'D']),
  cap: z.enum(['satisfied', 'partial', 'manual']),
  ceiling: z.string(),
  teamControlled: z.boolean(),
  rule: rule.optional().describe('Absent where machines cannot show this control.'),
  beyondPartial: z
    .object({ rule, organization: member })
    .optional()
    .describe('What the organization has to show before the control may rise above PARTIAL.'),
  population: z.object({ unit, source, manifest: digest.optional(), met: z.int(), of: z.int() }),
  machine: z.enum([...STATUS_ORDER, 'NONE']),
  members: z.array(member),
  human: z.enum(['COVERED', 'OPEN', 'NOT_NEEDED']),
  staysHuman: z.string(),
  components: z
    .array(componentCounts)
    .describe('Where the rule asks for it: how many components of SBOMs are joined to evidence of their own.'),
  restsOn: z.array(digest),
  evidence: z.array(evidenceNote),
  findings: z.array(findingNote),
  ...{ rationale: z.string(), remedy: z.string() },
  plans: z.array(planned).describe('Items of plans of action about it; they move no status.'),
  layers: z.array(layerChange).describe('What layers of the organization changed; what may be looser first.'),
});

const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('population'), names: z.array(z.enum(['artifacts', 'revisions'])), signed: z.boolean() }),
  z.object({
    kind: z.literal('evidence'),
    verb: z.enum(['renew', 'repair', 'resolve', 'improve', 'independent', 'produce']),
    claim,
    asks: z.array(z.object({ need: z.string(), conditions: z.array(z.string()), kept: z.boolean() })),
    wanted,
    members: z.array(z.object({ member: z.string(), cause: reason })),
    independent: z.boolean(),
    repair: z.array(findingNote),
  }),
  z.object({ kind: z.literal('statement'), control: z.string(), stays: z.string() }),
]);
const plan = z.object({
  ...{ profile: z.string(), of: z.int(), reached: z.array(z.string()) },
  steps: z.array(
    z.object({
      action,
      moves: z.array(z.string()),
      reaches: z.array(z.string()),
      remedies: z.array(z.object({ control: z.string(), remedy: z.string() })),
      plans: z.array(
        z.object({
          ...{
            id: z.string(),
            control: z.string(),
            state: z.enum(['open', 'overdue']),
            owner: z.string(),
            due: instant,
          },
        }),
      ),
    }),
  ),
  unreachable: z.array(
    z.object({
      ...{ control: z.string(), status, least: orderedStatus },
      why: z.enum(['CAPPED', 'SET_ASIDE', 'NO_SUCH_EVIDENCE', 'NOT_BY_THIS_PLAN']),
    }),
  ),
  components: z
    .array(componentCounts)
    .describe('Where a control that is not there asks for it: how many are joined to evidence of their own.'),
  minimality: z.enum(['smallest', 'irreducible']),
  considered: z.int(),
});

const gateResult = z.object({
  outcome: z.enum(['passed', 'failed', 'unchecked']),
  emptyScope: z.boolean(),
  rows: z.array(
    z.object({
      ...{ control: z.string(), least: orderedStatus, status, reason, enough: z.boolean() },
      need: z.string().optional(),
    }),
  ),
});

const standpoint = z.object({ status, reason, met: z.int(), of: z.int() });
const change = z.object({ evidence: digest, change: z.string() });
const cause = z.object({
  part: z.enum(['mapping', 'catalog', 'release', 'population', 'gone', 'new', 'trust', 'time']),
  before: standpoint.optional(),
  after: standpoint.optional(),
  alone: z.boolean(),
  evidence: z.array(change),
  need: z.string().optional(),
});
const side = z.object({ scope, asOf: instant });
const statusCounts = z.record(status, z.int()).describe('How many controls have each status.');
const comparison = z.object({
  ...{ a: side, b: side, sameRelease: z.boolean(), unchanged: z.int() },
  counts: z.object({ a: statusCounts, b: statusCounts }),
  differences: z.array(
    z.object({
      control: z.string(),
      before: standpoint.optional(),
      after: standpoint.optional(),
      causes: z.array(cause).min(1),
    }),
  ),
});

const simulation = z.object({
  ...{ before: statusCounts, after: statusCounts, moved: z.array(comparison) },
  ...{ lookedAt: z.int(), leftOut: z.int(), layers: z.array(layerChange) },
});

const sample = z.object({
  ...{ algorithm: z.literal('averment.sample/1'), seed: z.string(), population: digest, source },
  manifest: digest.optional(),
  ...{ size: z.int(), of: z.int() },
  members: z.array(
    z.object({
      ...{ name: z.string(), digests: z.array(z.string()), rank: digest },
      ...{ evidence: z.array(evidenceNote), findings: z.array(findingNote) },
    }),
  ),
});

const snippet = z.union([
  z.object({ none: z.string().describe('Why there is nothing to paste.') }),
  z.object({
    ...{ language: z.enum(['yaml', 'sh']), text: z.string(), needs: z.array(z.string()), notes: z.array(z.string()) },
    rule: z.string().describe('The trust rule for what it makes, YAML.'),
    replace: z.array(z.object({ name: z.string(), says: z.string(), example: z.string() })),
    filled: z.array(z.object({ name: z.string(), value: z.string(), or: z.array(z.string()) })),
  }),
]);
const recipes = z
  .array(
    z.object({
      ...{ recipe: z.string(), claim, title: z.string(), makes: z.string() },
      tool: z.enum(RECIPE_TOOLS).optional(),
      snippet: snippet.optional(),
    }),
  )
  .describe('How the evidence is made; what to paste where --snippets named a tool.');

const cap = z.enum(['satisfied', 'partial', 'manual']);
const publication = z.object({
  ...{ id: z.string(), title: z.string(), version: z.string() },
  standing: z.string().optional().describe('What has become of it.'),
  of: z.string().describe('The catalog whose tasks the items rest on.'),
  source: z.string().describe('Who says that they do.'),
});
const item = z.object({
  id: z.string(),
  label: z.string().optional().describe('As the publication spells the id.'),
  ...{ words: z.string(), controls: z.array(z.string()), status },
  reason: z.enum(['NO_TASK_NAMED', 'LEAST_OF_TASKS', 'TASK_WAIVED', 'NO_TASK_APPLIES']),
  met: z.int().describe('Tasks that are met or waived.'),
  of: z.int().describe('Tasks that apply.'),
  cap: cap.optional().describe('The least of its tasks.'),
  parts: z.array(z.object({ control: z.string(), status, grade: z.enum(['A', 'B', 'C', 'D']), cap })),
});

function line<S extends z.core.$ZodLooseShape>(name: string, title: string, shape: S) {
  return z.object({ schema: z.literal(`averment.${name}/1`), ...shape }).meta({ id: `averment-${name}`, title });
}

const asked = { scope, asOf: instant };
const profile = z.object({ id: z.string(), version: z.string(), digest });

/** One line of each command, by the name of its file in `docs/reference/`. */
export const ANSWER_SCHEMAS = {
  explanation: line('explanation', 'One line of aver assess --explain --json', { ...asked, explanation, recipes }),
  gaps: line('gaps', 'One line of aver gaps --json', {
    ...asked,
    ...{ profileDigest: digest, plan },
    recipes: z.array(recipes).describe('One list for each step.'),
  }),
  gate: line('gate', 'What aver gate --json prints', { ...asked, profile, result: gateResult }),
  comparison: line('comparison', 'What aver compare --json prints', { comparison }),
  items: line('items', 'One line of aver assess --by --json', { ...asked, publication, items: z.array(item) }),
  simulation: line('simulation', 'What aver simulate --json prints', { asOf: instant, simulation }),
  sample: line('sample', 'What aver sample --json prints', { ...asked, sample }),
} as const;
