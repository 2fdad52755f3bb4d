import type { Job, OutboxStore, ReleaseId } from '#application';
import { canonicalDigest } from '#kernel';

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
      `INSERT INTO outbox (org_id, key, name, body, traceparent)
       SELECT $1, key, name, body::json, $5 FROM unnest($2::text[], $3::text[], $4::text[]) AS job (key, name, body)`,
      [
        organization,
        [...unique.keys()],
        [...unique.values()].map(({ name }) => name),
        [...unique.values()].map((job) => JSON.stringify(job)),
        traceparent ?? null,
      ],
    );
    await this.markDue(jobs);
    await manager.query('SELECT pg_notify($1, $2)', [OUTBOX_CHANNEL, '']);
  }

  /** Jobs not rung yet, and releases whose evaluation was asked for and has not come: a queue that has taken a job has not done it. */
  async pending(): Promise<number> {
    const rows = await this.tenant.manager.query<{ pending: number }[]>(
      `SELECT count(*)::int AS pending FROM (
         (SELECT DISTINCT key FROM outbox WHERE org_id = $1 LIMIT $2)
         UNION ALL
         (SELECT id::text FROM release AS r WHERE org_id = $1 AND evaluation_due_at IS NOT NULL
            AND (current_known_at IS NULL OR current_known_at < evaluation_due_at)
            AND NOT EXISTS (SELECT FROM outbox AS o WHERE o.org_id = $1 AND o.name = 'evaluate-release'
                              AND o.body ->> 'release' = r.id::text) LIMIT $2)
       ) AS waiting`,
      [this.tenant.organization, COUNTED_AT_MOST],
    );
    return rows[0]?.pending ?? 0;
  }

  /** Beside the job, the release remembers that an evaluation was asked for: the queue may lose the job, not this. */
  private async markDue(jobs: readonly Job[]): Promise<void> {
    const due = jobs.flatMap((job): ReleaseId[] => (job.name === 'evaluate-release' ? [job.release] : []));
    if (due.length === 0) return;
    // Locked in one order, so that two transactions that touch the same releases do not hold each other up for ever.
    await this.tenant.manager.query(
      `WITH due AS (SELECT id FROM release WHERE org_id = $1 AND id = ANY($2) ORDER BY id FOR NO KEY UPDATE)
       UPDATE release SET evaluation_due_at = clock_timestamp() FROM due WHERE org_id = $1 AND release.id = due.id`,
      [this.tenant.organization, due],
    );
  }
}
