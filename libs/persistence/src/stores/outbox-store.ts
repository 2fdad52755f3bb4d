import { isBackground, type EvidenceId, type Job, type OutboxStore, type ReleaseId } from '#application';
import { canonicalDigest, type Instant } from '#kernel';

import { rowIds } from '../cursor.js';
import { OUTBOX_CHANNEL } from '../relay/outbox-signal.js';
import type { Tenant } from './tenant.js';

/** Counting stops here: a number this large says only that there is a backlog. */
const COUNTED_AT_MOST = 100_000;

export class PostgresOutboxStore implements OutboxStore {
  constructor(private readonly tenant: Tenant) {}

  /** Never waits for another transaction: equal jobs of several transactions are rung once, not stored once. */
  async add(jobs: readonly Job[], traceparent?: string): Promise<void> {
    const unique = new Map(jobs.map((job) => [canonicalDigest(job), job]));
    if (unique.size === 0) return;
    const { manager, organization } = this.tenant;
    await manager.query(
      `INSERT INTO outbox (org_id, key, name, body, background, traceparent)
       SELECT $1, key, name, body::json, background, $6
       FROM unnest($2::text[], $3::text[], $4::text[], $5::boolean[]) AS job (key, name, body, background)`,
      [
        organization,
        [...unique.keys()],
        [...unique.values()].map(({ name }) => name),
        [...unique.values()].map((job) => JSON.stringify(job)),
        [...unique.values()].map(isBackground),
        traceparent ?? null,
      ],
    );
    await this.markDue(jobs);
    await markDependentsDue(this.tenant, jobs);
    await manager.query('SELECT pg_notify($1, $2)', [OUTBOX_CHANNEL, '']);
  }

  /** Jobs not rung yet, and what was asked for and has not come, evaluations and tidings of components: a queue that has taken a job has not done it. */
  async pending(): Promise<number> {
    const rows = await this.tenant.manager.query<{ pending: number }[]>(
      `SELECT count(*)::int AS pending FROM (
         (SELECT DISTINCT key FROM outbox WHERE org_id = $1 LIMIT $2)
         UNION ALL
         (SELECT DISTINCT release_id::text FROM evaluation_due AS due WHERE org_id = $1
            AND NOT EXISTS (SELECT FROM outbox AS o WHERE o.org_id = $1 AND o.name IN ('evaluate-release', 'reevaluate-release')
                              AND o.body ->> 'release' = due.release_id::text) LIMIT $2)
         UNION ALL
         (SELECT evidence_id::text FROM dependents_due WHERE org_id = $1
            AND NOT EXISTS (SELECT FROM outbox AS o WHERE o.org_id = $1 AND o.name = 'evaluate-dependents') LIMIT $2)
       ) AS waiting`,
      [this.tenant.organization, COUNTED_AT_MOST],
    );
    return rows[0]?.pending ?? 0;
  }

  async awaitsEvaluation(release: ReleaseId): Promise<boolean> {
    const rows = await this.tenant.manager.query<unknown[]>(
      'SELECT FROM evaluation_due WHERE org_id = $1 AND release_id = $2 LIMIT 1',
      [this.tenant.organization, release],
    );
    return rows.length > 0;
  }

  async evaluated(release: ReleaseId, begun: Instant): Promise<void> {
    await this.tenant.manager.query(
      'DELETE FROM evaluation_due WHERE org_id = $1 AND release_id = $2 AND due_at < $3',
      [this.tenant.organization, release, begun],
    );
  }

  async dependentsTold(evidence: readonly EvidenceId[]): Promise<void> {
    await this.tenant.manager.query('DELETE FROM dependents_due WHERE org_id = $1 AND evidence_id = ANY($2)', [
      this.tenant.organization,
      rowIds(evidence),
    ]);
  }

  /** Beside the job it is kept which releases wait for an evaluation: the queue may lose the job, not this. */
  private async markDue(jobs: readonly Job[]): Promise<void> {
    const { urgent, releases, products, everything } = evaluationsOf(jobs);
    if (urgent.length + releases.length + products.length === 0 && !everything) return;
    await this.tenant.manager.query(
      `INSERT INTO evaluation_due (org_id, release_id, background)
       SELECT $1, id, background FROM (
         SELECT id, false AS background FROM release WHERE org_id = $1 AND id = ANY($2)
         UNION
         SELECT id, true FROM release WHERE org_id = $1 AND id = ANY($3)
         UNION
         SELECT r.id, true FROM release r JOIN product p ON p.org_id = r.org_id AND p.id = r.product_id
         WHERE p.org_id = $1 AND p.slug = ANY($4)
         UNION
         SELECT id, true FROM release WHERE org_id = $1 AND $5
       ) AS due`,
      [this.tenant.organization, urgent, releases, products, everything],
    );
  }
}

/** Which releases these jobs ask to evaluate. The first page of a scope speaks for the pages that follow it. */
function evaluationsOf(jobs: readonly Job[]) {
  const scopes = jobs.flatMap((job) => (job.name === 'evaluate-scope' && job.after === undefined ? [job] : []));
  return {
    urgent: jobs.flatMap((job) => (job.name === 'evaluate-release' ? [job.release] : [])),
    releases: jobs.flatMap((job) => (job.name === 'reevaluate-release' ? [job.release] : [])),
    products: scopes.flatMap(({ product }) => (product === undefined ? [] : [product])),
    everything: scopes.some(({ product }) => product === undefined),
  };
}

/** Kept beside the job, as the queue may lose it. The first page speaks for the pages that follow it. */
async function markDependentsDue({ manager, organization }: Tenant, jobs: readonly Job[]): Promise<void> {
  const evidence = jobs.flatMap((job) =>
    job.name === 'evaluate-dependents' && job.after === undefined ? job.evidence : [],
  );
  if (evidence.length === 0) return;
  await manager.query(
    `INSERT INTO dependents_due (org_id, evidence_id)
     SELECT DISTINCT $1::uuid, id FROM unnest($2::uuid[]) AS told (id) ORDER BY id
     ON CONFLICT (org_id, evidence_id) DO NOTHING`,
    [organization, evidence],
  );
}
