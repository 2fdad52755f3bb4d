import type { Conclusion, EvidenceId } from '#application';
import type { Anchor } from '#compliance';
import { canonicalDigest, type Digest, type Instant } from '#kernel';

import { anchorKeys } from '../anchor-keys.js';
import type { Tenant } from './tenant.js';

interface Keyed {
  readonly conclusion: Conclusion;
  /** Digest over verdict, facts and findings. */
  readonly key: Digest;
}

interface VerdictRef {
  readonly id: string;
  readonly evidence: EvidenceId;
}

/** A conclusion and the row of its verdict. */
interface Reached {
  readonly conclusion: Conclusion;
  readonly verdict: VerdictRef;
}

interface Extract {
  readonly verdict: VerdictRef;
  readonly ordinal: number;
  readonly body: unknown;
  readonly anchors: readonly Anchor[];
}

/**
 * Writes each conclusion once and points its evidence at it, one statement per table. The later conclusion, by `at`,
 * holds the pointer: one that was reached earlier and arrives late is kept as a row and changes nothing else.
 */
export async function keepConclusions(tenant: Tenant, conclusions: readonly Conclusion[], at: Instant): Promise<void> {
  const latest = [...new Map(conclusions.map((conclusion) => [conclusion.evidence, conclusion])).values()];
  if (latest.length === 0) return;
  const keyed = latest.map((conclusion) => ({ conclusion, key: keyOf(conclusion) }));
  const fresh = await insertVerdicts(tenant, keyed, at);
  const drawn = reachedBy(keyed, fresh);
  await insertExtracts(
    tenant,
    'fact',
    drawn.flatMap(({ conclusion, verdict }) =>
      conclusion.facts.map((body, ordinal) => ({ verdict, ordinal, body, anchors: [body.anchor] })),
    ),
  );
  await insertExtracts(
    tenant,
    'finding',
    drawn.flatMap(({ conclusion, verdict }) =>
      conclusion.findings.map((body, ordinal) => ({ verdict, ordinal, body, anchors: body.claimedAnchors })),
    ),
  );
  const known = await findVerdicts(
    tenant,
    keyed.filter(({ conclusion }) => !drawn.some((reached) => reached.conclusion === conclusion)),
  );
  await pointEvidence(tenant, reachedBy(keyed, [...fresh, ...known]), at);
  await insertComponents(tenant, latest);
  await noteFelled(tenant, latest);
}

function reachedBy(keyed: readonly Keyed[], refs: readonly VerdictRef[]): Reached[] {
  const byEvidence = new Map(refs.map((ref) => [ref.evidence, ref]));
  return keyed.flatMap(({ conclusion }) => {
    const verdict = byEvidence.get(conclusion.evidence);
    return verdict === undefined ? [] : [{ conclusion, verdict }];
  });
}

function keyOf({ verdict, facts, findings }: Conclusion): Digest {
  return canonicalDigest({ verdict, facts, findings });
}

/**
 * Bodies travel as text and are cast to json, never to jsonb or through a JSON function of PostgreSQL: those refuse the
 * NUL characters and lone surrogates that hostile documents carry into what was found.
 */
function insertVerdicts(tenant: Tenant, keyed: readonly Keyed[], at: Instant): Promise<VerdictRef[]> {
  const verdicts = keyed.map(({ conclusion }) => conclusion.verdict);
  return tenant.manager.query<VerdictRef[]>(
    `INSERT INTO verdict (org_id, judged_at, evidence_id, conclusion, trust_root, policy, verifier, outcome, body)
     SELECT $1, $2, evidence, conclusion, trust_root, policy, verifier, outcome, body::json
     FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
       AS item (evidence, conclusion, trust_root, policy, verifier, outcome, body)
     ORDER BY evidence
     ON CONFLICT (org_id, evidence_id, conclusion) DO NOTHING
     RETURNING id, evidence_id AS evidence`,
    [
      tenant.organization,
      at,
      keyed.map(({ conclusion }) => conclusion.evidence),
      keyed.map(({ key }) => key),
      verdicts.map(({ trustRoot }) => trustRoot),
      verdicts.map(({ policy }) => policy),
      verdicts.map(({ verifier }) => verifier),
      verdicts.map(({ outcome }) => outcome),
      verdicts.map((verdict) => JSON.stringify(verdict)),
    ],
  );
}

/** Verdicts that were written before: the same conclusion, reached again. */
function findVerdicts(tenant: Tenant, keyed: readonly Keyed[]): Promise<VerdictRef[]> {
  if (keyed.length === 0) return Promise.resolve([]);
  return tenant.manager.query<VerdictRef[]>(
    `SELECT verdict.id, verdict.evidence_id AS evidence FROM unnest($2::uuid[], $3::text[]) AS item (evidence, conclusion)
     JOIN verdict ON verdict.org_id = $1 AND verdict.evidence_id = item.evidence AND verdict.conclusion = item.conclusion`,
    [tenant.organization, keyed.map(({ conclusion }) => conclusion.evidence), keyed.map(({ key }) => key)],
  );
}

async function insertExtracts(tenant: Tenant, table: 'fact' | 'finding', extracts: readonly Extract[]): Promise<void> {
  if (extracts.length === 0) return;
  await tenant.manager.query(
    `INSERT INTO ${table} (org_id, verdict_id, ordinal, evidence_id, body)
     SELECT $1, verdict, ordinal, evidence, body::json
     FROM unnest($2::uuid[], $3::integer[], $4::uuid[], $5::text[]) AS item (verdict, ordinal, evidence, body)`,
    [
      tenant.organization,
      extracts.map(({ verdict }) => verdict.id),
      extracts.map(({ ordinal }) => ordinal),
      extracts.map(({ verdict }) => verdict.evidence),
      extracts.map(({ body }) => JSON.stringify(body)),
    ],
  );
  await insertAnchors(tenant, table, extracts);
}

async function insertAnchors(tenant: Tenant, table: 'fact' | 'finding', extracts: readonly Extract[]): Promise<void> {
  const anchors = extracts.flatMap(({ verdict, ordinal, anchors }) =>
    [...new Set(anchors.flatMap(anchorKeys))].map((key) => ({ key, verdict: verdict.id, ordinal })),
  );
  if (anchors.length === 0) return;
  await tenant.manager.query(
    `INSERT INTO ${table}_anchor (org_id, key, verdict_id, ordinal)
     SELECT $1, key, verdict, ordinal FROM unnest($2::text[], $3::uuid[], $4::integer[]) AS item (key, verdict, ordinal)
     ON CONFLICT DO NOTHING`,
    [
      tenant.organization,
      anchors.map(({ key }) => key),
      anchors.map(({ verdict }) => verdict),
      anchors.map(({ ordinal }) => ordinal),
    ],
  );
}

/**
 * What an SBOM lists follows from its bytes, so it is written with its first verdict and stays. Always in one order, so
 * that two transactions over the same SBOM cannot wait in a circle.
 */
async function insertComponents(tenant: Tenant, conclusions: readonly Conclusion[]): Promise<void> {
  const rows = conclusions.flatMap(({ evidence, sbom }) =>
    (sbom?.components ?? []).flatMap(({ digests, times }, component) =>
      digests.map((digest) => ({ digest, evidence, component, times })),
    ),
  );
  if (rows.length === 0) return;
  await tenant.manager.query(
    `INSERT INTO sbom_component (org_id, digest, evidence_id, component, times)
     SELECT $1, digest, evidence, component, times
     FROM unnest($2::text[], $3::uuid[], $4::integer[], $5::integer[]) AS item (digest, evidence, component, times)
     WHERE NOT EXISTS (SELECT FROM sbom_component known WHERE known.org_id = $1 AND known.evidence_id = item.evidence)
     ORDER BY evidence, component, digest
     ON CONFLICT DO NOTHING`,
    [
      tenant.organization,
      rows.map(({ digest }) => digest),
      rows.map(({ evidence }) => evidence),
      rows.map(({ component }) => component),
      rows.map(({ times }) => times),
    ],
  );
}

/** What a statement fells stays noted, also when it stands again: whoever asks looks at how it stands now. */
async function noteFelled(tenant: Tenant, conclusions: readonly Conclusion[]): Promise<void> {
  const felled = conclusions.flatMap(({ evidence, verdict }) =>
    (verdict.felledBy ?? []).map((statement) => ({ evidence, statement })),
  );
  if (felled.length === 0) return;
  await tenant.manager.query(
    `INSERT INTO felled_evidence (org_id, statement, evidence_id)
     SELECT $1, statement, evidence FROM unnest($2::text[], $3::uuid[]) AS item (statement, evidence)
     ON CONFLICT DO NOTHING`,
    [tenant.organization, felled.map(({ statement }) => statement), felled.map(({ evidence }) => evidence)],
  );
}

/**
 * Rows are locked in one order, so that two transactions over the same evidence cannot wait in a circle. Locking is a
 * statement of its own: the update then sees the versions that were locked. In one statement it would begin at those of
 * its snapshot, whose queue may be held by a transaction that waits for this one.
 */
async function pointEvidence(tenant: Tenant, verdicts: readonly Reached[], at: Instant): Promise<void> {
  const ids = verdicts.map(({ conclusion }) => conclusion.evidence);
  await tenant.manager.query('SELECT FROM evidence WHERE org_id = $1 AND id = ANY($2) ORDER BY id FOR NO KEY UPDATE', [
    tenant.organization,
    ids,
  ]);
  await tenant.manager.query(
    `UPDATE evidence SET state = 'settled', settled_at = $5, current_verdict_id = item.verdict,
       outcome = item.outcome, attempts = 0, failure_code = NULL, failure_message = NULL
     FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS item (evidence, verdict, outcome)
     WHERE evidence.org_id = $1 AND evidence.id = item.evidence
       AND (evidence.state <> 'settled' OR evidence.settled_at <= $5)`,
    [
      tenant.organization,
      ids,
      verdicts.map(({ verdict }) => verdict.id),
      verdicts.map(({ conclusion }) => conclusion.verdict.outcome),
      at,
    ],
  );
}
