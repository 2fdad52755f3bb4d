import type { Pool, PoolClient } from 'pg';

import { OutboxRelay, type EvidenceId, type Job, type OrganizationId } from '#application';

import { reached } from '../reached.js';
import type { OutboxSignal } from './outbox-signal.js';

type Ring = Parameters<OutboxRelay['drain']>[1];
type Ringing = Parameters<Ring>[0][number];
type FinishJob = Extract<Job, { name: 'finish-attestation' }>;
type KeepJob = Extract<Job, { name: 'keep-evidence' }>;

interface WaitingJob {
  readonly org_id: OrganizationId;
  readonly id: string;
  readonly key: string;
  readonly body: Job;
}

/** Evidence per job, as many as one answer to the queue may name. */
const JOB_BATCH = 100;

export class PostgresOutboxRelay extends OutboxRelay {
  constructor(
    private readonly pool: Pool,
    private readonly signal: OutboxSignal,
  ) {
    super();
  }

  /** The rows are locked while `ring` works and gone only when it resolved; a relay that dies leaves them for the next. */
  async drain(limit: number, ring: Ring): Promise<number> {
    return reached(this.pool, async (client) => {
      await client.query('BEGIN');
      try {
        const taken = await take(client, limit);
        if (taken.length > 0) await ring(distinct(taken));
        await forget(client, taken);
        await client.query('COMMIT');
        return taken.length;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  /** At most `limit` jobs of each kind. */
  async overdue(seconds: number, limit: number): Promise<readonly Job[]> {
    return reached(this.pool, async (client) => [
      ...(await unverified(client, seconds, limit)),
      ...(await unsequenced(client, seconds, limit)),
      ...(await unevaluated(client, seconds, limit)),
      ...(await untold(client, seconds, limit)),
      ...(await judgedUnderOlderTrust(client, seconds, limit)),
      ...(await unfinished(client, seconds, limit)),
      ...(await unkept(client, seconds, limit)),
    ]);
  }

  keepingDue(hours: number, limit: number): Promise<readonly Job[]> {
    return reached(this.pool, (client) => dueToKeep(client, hours, limit));
  }

  standingsDue(limit: number): Promise<readonly Job[]> {
    return reached(this.pool, (client) => dueToWatch(client, limit));
  }

  wait(milliseconds: number): Promise<void> {
    return this.signal.wait(milliseconds);
  }

  async oldestAgeSeconds(): Promise<number> {
    return reached(this.pool, async (client) => {
      const { rows } = await client.query<{ age: number }>(
        `SELECT greatest(0, extract(epoch FROM clock_timestamp() - created_at))::float8 AS age
         FROM outbox WHERE NOT background ORDER BY created_at LIMIT 1`,
      );
      return rows[0]?.age ?? 0;
    });
  }
}

/** What somebody waits for first: background work may fill the outbox without delaying it. */
async function take(client: PoolClient, limit: number): Promise<readonly WaitingJob[]> {
  const { rows } = await client.query<WaitingJob>(
    `SELECT org_id, id, key, body FROM outbox ORDER BY background, created_at, id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  return rows;
}

/** Equal jobs are rung once, under the id of the oldest row, so that ringing again after a crash rings the same id. */
function distinct(taken: readonly WaitingJob[]): readonly Ringing[] {
  const first = new Map<string, Ringing>();
  for (const { key, id, body } of taken) {
    if (!first.has(key)) first.set(key, { id, job: body });
  }
  return [...first.values()];
}

async function forget(client: PoolClient, taken: readonly WaitingJob[]): Promise<void> {
  if (taken.length === 0) return;
  await client.query(
    'DELETE FROM outbox WHERE (org_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS taken (org_id, id))',
    [taken.map(({ org_id }) => org_id), taken.map(({ id }) => id)],
  );
}

/** Evidence that is stored, was not settled in time, and for which no job waits in the outbox. */
async function unverified(client: PoolClient, seconds: number, limit: number): Promise<readonly Job[]> {
  const { rows } = await client.query<{ organization: OrganizationId; evidence: EvidenceId[] }>(
    `WITH waiting AS (
       SELECT org_id, json_array_elements_text(body -> 'evidence')::uuid AS id FROM outbox WHERE name = 'verify-evidence'
     ), late AS (
       SELECT org_id, id, (row_number() OVER (PARTITION BY org_id ORDER BY id) - 1) / ${JOB_BATCH} AS batch
       FROM (
         SELECT org_id, id FROM evidence
         WHERE state = 'stored' AND stored_at < now() - make_interval(secs => $1)
           AND NOT EXISTS (SELECT FROM waiting WHERE waiting.org_id = evidence.org_id AND waiting.id = evidence.id)
         ORDER BY stored_at LIMIT $2
       ) AS oldest
     )
     SELECT org_id AS organization, array_agg(id ORDER BY id)::text[] AS evidence FROM late
     GROUP BY org_id, batch ORDER BY min(id::text) LIMIT $3`,
    [seconds, limit * JOB_BATCH, limit],
  );
  return rows.map((row) => ({ name: 'verify-evidence', ...row }));
}

async function unsequenced(client: PoolClient, seconds: number, limit: number): Promise<readonly Job[]> {
  const { rows } = await client.query<{ organization: OrganizationId }>(
    `SELECT DISTINCT org_id AS organization FROM intake_leaf leaf
     WHERE leaf_index IS NULL AND stored_at < now() - make_interval(secs => $1)
       AND NOT EXISTS (SELECT FROM outbox o WHERE o.org_id = leaf.org_id AND o.name = 'sequence-intake')
     LIMIT $2`,
    [seconds, limit],
  );
  return rows.map((row) => ({ name: 'sequence-intake', ...row }));
}

/** Releases of which an evaluation was asked for and has not come, without a waiting job; in the lane it was asked for. */
async function unevaluated(client: PoolClient, seconds: number, limit: number): Promise<readonly Job[]> {
  const { rows } = await client.query<Extract<Job, { name: 'evaluate-release' | 'reevaluate-release' }>>(
    `SELECT CASE WHEN bool_and(background) THEN 'reevaluate-release' ELSE 'evaluate-release' END AS name,
       org_id AS organization, release_id AS release
     FROM evaluation_due AS due
     WHERE due_at < now() - make_interval(secs => $1)
       AND NOT EXISTS (SELECT FROM outbox o WHERE o.org_id = due.org_id AND o.body ->> 'release' = due.release_id::text
         AND (o.name = 'evaluate-release' OR (due.background AND o.name = 'reevaluate-release')))
     GROUP BY org_id, release_id ORDER BY bool_and(background), min(due_at), release_id LIMIT $2`,
    [seconds, limit],
  );
  return rows;
}

/** Evidence about components of which the releases that hold them have not all been told, without a waiting job. */
async function untold(client: PoolClient, seconds: number, limit: number): Promise<readonly Job[]> {
  const { rows } = await client.query<{ organization: OrganizationId; evidence: EvidenceId[] }>(
    `SELECT org_id AS organization, array_agg(evidence_id ORDER BY evidence_id)::text[] AS evidence FROM (
       SELECT org_id, evidence_id, (row_number() OVER (PARTITION BY org_id ORDER BY evidence_id) - 1) / ${JOB_BATCH} AS batch
       FROM (
         SELECT org_id, evidence_id FROM dependents_due AS due
         WHERE due_at < now() - make_interval(secs => $1)
           AND NOT EXISTS (SELECT FROM outbox o WHERE o.org_id = due.org_id AND o.name = 'evaluate-dependents')
         ORDER BY due_at LIMIT $2
       ) AS oldest
     ) AS late
     GROUP BY org_id, batch ORDER BY min(evidence_id::text) LIMIT $3`,
    [seconds, limit * JOB_BATCH, limit],
  );
  return rows.map((row) => ({ name: 'evaluate-dependents', ...row }));
}

/**
 * Organizations that hold evidence settled before their trust last changed, unless a walk that judges it again is seen
 * to move: something they held at the change was settled within the last `seconds`. A few index probes each.
 */
async function judgedUnderOlderTrust(client: PoolClient, seconds: number, limit: number): Promise<readonly Job[]> {
  const { rows } = await client.query<{ organization: OrganizationId }>(
    `SELECT o.id AS organization FROM organization o
     WHERE o.trust_changed_at < now() - make_interval(secs => $1)
       AND EXISTS (SELECT FROM evidence e
         WHERE e.org_id = o.id AND e.state = 'settled' AND e.settled_at < o.trust_changed_at)
       AND NOT EXISTS (SELECT FROM evidence e
         WHERE e.org_id = o.id AND e.state = 'settled' AND e.stored_at < o.trust_changed_at
           AND e.settled_at > greatest(o.trust_changed_at, now() - make_interval(secs => $1)))
       AND NOT EXISTS (SELECT FROM outbox w WHERE w.org_id = o.id AND w.name = 'reverify-organization')
     ORDER BY o.trust_changed_at LIMIT $2`,
    [seconds, limit],
  );
  return rows.map((row) => ({ name: 'reverify-organization', ...row }));
}

/** Signatures from which no attestation has followed in time, without a waiting job. */
async function unfinished(client: PoolClient, seconds: number, limit: number): Promise<readonly Job[]> {
  const { rows } = await client.query<Omit<FinishJob, 'name'>>(
    `SELECT org_id AS organization, draft_id AS draft FROM attestation_signature AS signature
     WHERE signed_at < now() - make_interval(secs => $1)
       AND NOT EXISTS (SELECT FROM attestation a WHERE a.org_id = signature.org_id AND a.draft_id = signature.draft_id)
       AND NOT EXISTS (SELECT FROM outbox o WHERE o.org_id = signature.org_id AND o.name = 'finish-attestation'
         AND o.body ->> 'draft' = signature.draft_id::text)
     ORDER BY signed_at LIMIT $2`,
    [seconds, limit],
  );
  return rows.map((row) => ({ name: 'finish-attestation', ...row }));
}

/** Runs that nobody has moved on in time, without a waiting job. */
async function unkept(client: PoolClient, seconds: number, limit: number): Promise<readonly Job[]> {
  const { rows } = await client.query<Omit<KeepJob, 'name'>>(
    `SELECT org_id AS organization, number AS run FROM keeping_run AS run
     WHERE kept_at IS NULL AND moved_at < now() - make_interval(secs => $1)
       AND NOT EXISTS (SELECT FROM outbox o WHERE o.org_id = run.org_id AND o.name = 'keep-evidence')
     ORDER BY moved_at LIMIT $2`,
    [seconds, limit],
  );
  return rows.map((row) => ({ name: 'keep-evidence', ...row }));
}

/** The next run of each organization whose turn it is, the one that waited longest first; one index read, and a probe each. */
async function dueToKeep(client: PoolClient, hours: number, limit: number): Promise<readonly Job[]> {
  const { rows } = await client.query<Omit<KeepJob, 'name'>>(
    `SELECT o.id AS organization, coalesce(last.number, 0) + 1 AS run FROM organization o
     LEFT JOIN LATERAL (
       SELECT number, kept_at FROM keeping_run r WHERE r.org_id = o.id ORDER BY number DESC LIMIT 1
     ) AS last ON true
     WHERE o.keeping_turn_at < now() - make_interval(hours => $1) AND (last.number IS NULL OR last.kept_at IS NOT NULL)
       AND NOT EXISTS (SELECT FROM outbox w WHERE w.org_id = o.id AND w.name = 'keep-evidence')
     ORDER BY o.keeping_turn_at LIMIT $2`,
    [hours, limit],
  );
  return rows.map((row) => ({ name: 'keep-evidence', ...row }));
}

/** Releases with an attestation of which a sentence ends about now, the one that ended first before the others; one index read. */
async function dueToWatch(client: PoolClient, limit: number): Promise<readonly Job[]> {
  const { rows } = await client.query<Omit<Extract<Job, { name: 'watch-attestations' }>, 'name'>>(
    `SELECT org_id AS organization, release_id AS release FROM attestation_standing AS due
     WHERE next_change_at <= now()
       AND NOT EXISTS (SELECT FROM outbox o WHERE o.org_id = due.org_id AND o.name = 'watch-attestations'
         AND o.body ->> 'release' = due.release_id::text)
     GROUP BY org_id, release_id ORDER BY min(next_change_at), release_id LIMIT $1`,
    [limit],
  );
  return rows.map((row) => ({ name: 'watch-attestations', ...row }));
}
