import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Job, OutboxRelay, Stores } from '#application';

import { withDatabase } from '../../../../test/support/postgres.js';
import {
  buildAssessment,
  buildConclusion,
  buildEvidence,
  buildId,
  minute,
  seedRelease,
  seedTenant,
  type Tenant,
} from '../../../../test/support/records.js';

const db = withDatabase();
let tenant: Tenant;
const run = <T>(work: (stores: Stores) => Promise<T>) => db.current.database.unitOfWork.run(tenant.id, work);
const relay = (): OutboxRelay => db.current.database.relay;
beforeEach(async () => {
  await db.current.query('DELETE FROM outbox');
  tenant = await seedTenant(db.current.database.unitOfWork);
});

const sequence = (): Job => ({ name: 'sequence-intake', organization: tenant.id });
const verify = (...evidence: readonly string[]): Job => ({
  name: 'verify-evidence',
  organization: tenant.id,
  evidence: evidence as Extract<Job, { name: 'verify-evidence' }>['evidence'],
});

/** Drains once and tells what was rung. */
async function drain(limit = 100): Promise<{ readonly taken: number; readonly jobs: Job[]; readonly ids: string[] }> {
  const rung: { readonly id: string; readonly job: Job }[] = [];
  const taken = await relay().drain(limit, (jobs) => {
    rung.push(...jobs);
    return Promise.resolve();
  });
  return { taken, jobs: rung.map(({ job }) => job), ids: rung.map(({ id }) => id) };
}

describe('draining the outbox', () => {
  it('rings the jobs of all organizations in order and forgets them', async () => {
    const other = await seedTenant(db.current.database.unitOfWork);
    const theirs: Job = { name: 'sequence-intake', organization: other.id };
    await run(({ outbox }) => outbox.add([verify(buildId())]));
    await db.current.database.unitOfWork.run(other.id, ({ outbox }) => outbox.add([theirs], '00-trace'));
    const { taken, jobs } = await drain();
    expect(taken).toBe(2);
    expect(jobs[1]).toEqual(theirs);
    expect(await drain()).toEqual({ taken: 0, jobs: [], ids: [] });
  });

  it('rings equal jobs of several transactions once', async () => {
    for (let turn = 0; turn < 3; turn++) await run(({ outbox }) => outbox.add([sequence()]));
    expect(await drain()).toMatchObject({ taken: 3, jobs: [sequence()] });
  });

  it('loses nothing when ringing fails, and rings the same id again', async () => {
    await run(({ outbox }) => outbox.add([sequence(), verify(buildId())]));
    let first: string[] = [];
    const failing = relay().drain(10, (jobs) => {
      first = jobs.map(({ id }) => id);
      return Promise.reject(new Error('the queue is down'));
    });
    await expect(failing).rejects.toThrow('the queue is down');
    expect((await drain()).ids).toEqual(first);
  });

  it('keeps a job that was asked for again while it was being rung', async () => {
    await run(({ outbox }) => outbox.add([sequence()]));
    await relay().drain(10, () => run(({ outbox }) => outbox.add([sequence()])));
    expect((await drain()).jobs).toEqual([sequence()]);
  });

  it('never shows a job before its transaction is committed', async () => {
    await run(async ({ outbox }) => {
      await outbox.add([sequence()]);
      expect((await drain()).taken).toBe(0);
    });
    expect((await drain()).taken).toBe(1);
  });

  it('lets two relays work side by side without meeting', async () => {
    await run(({ outbox }) => outbox.add(Array.from({ length: 20 }, () => verify(buildId()))));
    let inner: Awaited<ReturnType<typeof drain>> | undefined;
    const outer: Job[] = [];
    await relay().drain(8, async (jobs) => {
      outer.push(...jobs.map(({ job }) => job));
      inner = await drain(100);
    });
    expect([outer.length, inner?.jobs.length]).toEqual([8, 12]);
    expect(new Set([...outer, ...(inner?.jobs ?? [])].map((job) => JSON.stringify(job))).size).toBe(20);
  });

  it('knows the age of the oldest job', async () => {
    expect(await relay().oldestAgeSeconds()).toBe(0);
    await run(({ outbox }) => outbox.add([sequence()]));
    await db.current.query(`UPDATE outbox SET created_at = now() - interval '90 s'`);
    const age = await relay().oldestAgeSeconds();
    expect(age).toBeGreaterThanOrEqual(90);
    expect(age).toBeLessThan(150);
  });
});

describe('waiting for the outbox', () => {
  it('ends at the commit of an insert, long before the time is over', async () => {
    const started = Date.now();
    const waiting = relay().wait(30_000);
    const listening = async () =>
      (await db.current.query(`SELECT FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND state = 'idle'`)).length > 0;
    while (!(await listening())) await new Promise((resolve) => setImmediate(resolve));
    await run(({ outbox }) => outbox.add([sequence()]));
    await waiting;
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it('ends after its time when nothing comes, also without a connection', async () => {
    await relay().wait(20);
    await db.current.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`);
    await relay().wait(20);
  });
});

describe('what is overdue', () => {
  const late = (table: string, column: string) =>
    db.current.query(`UPDATE ${table} SET ${column} = now() - interval '60 s' WHERE org_id = $1`, [tenant.id]);
  const overdue = async (limit = 100): Promise<Job[]> =>
    (await relay().overdue(30, limit)).filter(({ organization }) => organization === tenant.id);

  it('is nothing while everything is young or settled', async () => {
    const item = buildEvidence(tenant);
    await run(({ evidence }) => evidence.add([item]));
    expect(await overdue()).toEqual([]);
    await run(async ({ evidence, intake }) => {
      await evidence.conclude([buildConclusion(item)], minute(3));
      await intake.append([{ evidence: item.id, index: 0 }], []);
    });
    await late('evidence', 'stored_at');
    expect(await overdue()).toEqual([]);
  });

  it('is evidence that stays stored and leaves that stay without a place, in batches of 100', async () => {
    const items = Array.from({ length: 130 }, () => buildEvidence(tenant));
    await run(({ evidence }) => evidence.add(items));
    await late('evidence', 'stored_at');
    await late('intake_leaf', 'stored_at');
    const jobs = await overdue();
    expect(jobs).toEqual([
      verify(...items.slice(0, 100).map(({ id }) => id)),
      verify(...items.slice(100).map(({ id }) => id)),
      sequence(),
    ]);
  });

  it('leaves alone what already waits in the outbox, and what is in quarantine', async () => {
    const [waiting, poisonous, forgotten] = [buildEvidence(tenant), buildEvidence(tenant), buildEvidence(tenant)];
    await run(async ({ evidence, outbox }) => {
      await evidence.add([waiting, poisonous, forgotten]);
      await evidence.recordFailure(poisonous.id, { code: 'INTERNAL', message: '' }, true);
      await outbox.add([verify(waiting.id), sequence()]);
    });
    await late('evidence', 'stored_at');
    await late('intake_leaf', 'stored_at');
    expect(await overdue()).toEqual([verify(forgotten.id)]);
  });

  it('is a release whose evaluation was asked for and lost, until an assessment knows of it', async () => {
    const release = await run(async (stores) => {
      const seeded = await seedRelease(stores);
      await stores.outbox.add([{ name: 'evaluate-release', organization: tenant.id, release: seeded.release.id }]);
      return seeded.release;
    });
    await late('release', 'evaluation_due_at');
    expect(await overdue()).toEqual([]);
    await drain();
    expect(await overdue()).toEqual([{ name: 'evaluate-release', organization: tenant.id, release: release.id }]);
    await db.current.query(`UPDATE release SET evaluation_due_at = $2 WHERE org_id = $1`, [tenant.id, minute(5)]);
    await run(({ assessments }) => assessments.keep(buildAssessment(release, { asOf: minute(4) })));
    expect(await overdue()).toHaveLength(1);
    await run(({ assessments }) => assessments.keep(buildAssessment(release, { asOf: minute(6) })));
    expect(await overdue()).toEqual([]);
  });
});
