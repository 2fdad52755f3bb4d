import type { EvidenceId, NewEvidence } from '#application';
import { toHex, type Digest } from '#kernel';

import type { Tenant } from './tenant.js';

export interface Added {
  readonly digest: Digest;
  readonly id: EvidenceId;
  readonly outcome: 'added' | 'known';
}

type Held = Pick<Added, 'digest' | 'id'>;

/**
 * Evidence rows, their subjects and intake leaves, one statement each. The unique digest decides between two
 * transactions that bring the same bytes: the second waits for the first, then finds the item known.
 */
export async function addEvidence(tenant: Tenant, items: readonly NewEvidence[]): Promise<readonly Added[]> {
  if (items.length === 0) return [];
  const added = new Map((await insertEvidence(tenant, items)).map((row) => [row.digest, row.id]));
  const fresh = items.filter((item) => added.get(item.digest) === item.id);
  await insertSubjects(tenant, fresh);
  await insertLeaves(tenant, fresh);
  const others = items.filter(({ digest }) => !added.has(digest)).map(({ digest }) => digest);
  const known = new Map((await findHeld(tenant, others)).map((row) => [row.digest, row.id]));
  return items.map(({ digest, id }) => {
    const held = added.get(digest) ?? known.get(digest);
    if (held === undefined) throw new RangeError('evidence was neither added nor known');
    return { digest, id: held, outcome: held === id ? 'added' : 'known' };
  });
}

/** In order of digest, so that two batches with items in common cannot wait for each other in a circle. */
function insertEvidence(tenant: Tenant, items: readonly NewEvidence[]): Promise<Held[]> {
  const rows = items.map(({ id, digest, size, origin, format, kind, subjects, submittedBy, receivedAt }) => ({
    ...{ id, digest, size, origin, format, kind, subjects },
    submitted_by: submittedBy,
    received_at: receivedAt,
  }));
  return tenant.manager.query<Held[]>(
    `INSERT INTO evidence (org_id, id, digest, size, origin, submitted_by, received_at, format, kind, subjects)
     SELECT $1, id, digest, size, origin, submitted_by, received_at, format, kind, subjects
     FROM json_to_recordset($2::json) AS item (id uuid, digest text, size bigint, origin text, submitted_by uuid,
       received_at timestamptz, format text, kind text, subjects text[])
     ORDER BY digest
     ON CONFLICT (org_id, digest) DO NOTHING
     RETURNING id, digest`,
    [tenant.organization, JSON.stringify(rows)],
  );
}

async function insertSubjects(tenant: Tenant, items: readonly NewEvidence[]): Promise<void> {
  const pairs = items.flatMap(({ id, subjects }) => [...new Set(subjects)].map((digest) => ({ id, digest })));
  if (pairs.length === 0) return;
  await tenant.manager.query(
    `INSERT INTO evidence_subject (org_id, digest, evidence_id)
     SELECT $1, digest, id FROM unnest($2::text[], $3::uuid[]) AS subject (digest, id)`,
    [tenant.organization, pairs.map(({ digest }) => digest), pairs.map(({ id }) => id)],
  );
}

async function insertLeaves(tenant: Tenant, items: readonly NewEvidence[]): Promise<void> {
  if (items.length === 0) return;
  await tenant.manager.query(
    `INSERT INTO intake_leaf (org_id, evidence_id, leaf)
     SELECT $1, id, decode(leaf, 'hex') FROM unnest($2::uuid[], $3::text[]) AS leaf (id, leaf)`,
    [tenant.organization, items.map(({ id }) => id), items.map(({ leaf }) => toHex(leaf))],
  );
}

function findHeld(tenant: Tenant, digests: readonly Digest[]): Promise<Held[]> {
  if (digests.length === 0) return Promise.resolve([]);
  return tenant.manager.query<Held[]>('SELECT id, digest FROM evidence WHERE org_id = $1 AND digest = ANY($2)', [
    tenant.organization,
    digests,
  ]);
}
