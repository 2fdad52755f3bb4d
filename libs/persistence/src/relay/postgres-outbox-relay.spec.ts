import { beforeEach, describe, expect, it } from '@jest/globals';

import type { EvidenceId, Job, OutboxRelay, ReleaseId, Stores } from '#application';
import { parseInstant } from '#kernel';

import { seedFullTenant } from '../../../../test/support/full-tenant.js';
import { withDatabase } from '../../../../test/support/postgres.js';
import {
  buildConclusion,
  buildDigest,
  buildEvidence,
  buildId,
  buildKeepingRun,
  buildRelease,
  buildRule,
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

  it('rings what somebody waits for before background work that was there first', async () => {
    const release = buildId<ReleaseId>();
    const background: Job = { name: 'reevaluate-release', organization: tenant.id, release };
    await run(({ outbox }) => outbox.add([background]));
    await run(({ outbox }) => outbox.add([sequence()]));
    expect((await drain(1)).jobs).toEqual([sequence()]);
    expect((await drain(1)).jobs).toEqual([background]);
  });

  it('does not count background work as waiting too long', async () => {
    const release = buildId<ReleaseId>();
    await run(({ outbox }) => outbox.add([{ name: 'reevaluate-release', organization: tenant.id, release }]));
    await db.current.query(`UPDATE outbox SET created_at = now() - interval '90 s'`);
    expect(await relay().oldestAgeSeconds()).toBe(0);
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
    await late('evaluation_due', 'due_at');
    expect(await overdue()).toEqual([]);
    await drain();
    expect(await overdue()).toEqual([{ name: 'evaluate-release', organization: tenant.id, release: release.id }]);
    await db.current.query(`UPDATE evaluation_due SET due_at = $2 WHERE org_id = $1`, [tenant.id, minute(5)]);
    await run(({ outbox }) => outbox.evaluated(release.id, minute(4)));
    expect(await overdue()).toHaveLength(1);
    await run(({ outbox }) => outbox.evaluated(release.id, minute(6)));
    expect(await overdue()).toEqual([]);
  });

  it('is evidence about components whose tidings were lost, in batches, until every release has been told', async () => {
    const items = Array.from({ length: 130 }, () => buildEvidence(tenant));
    const ids = items.map(({ id }) => id);
    const tell = (evidence: readonly EvidenceId[]): Job => ({
      ...{ name: 'evaluate-dependents', organization: tenant.id, evidence },
    });
    await run(async ({ evidence, outbox }) => {
      await evidence.add(items);
      await evidence.conclude(
        items.map((item) => buildConclusion(item)),
        minute(3),
      );
      await outbox.add([tell(ids)]);
    });
    await late('dependents_due', 'due_at');
    const untold = async () => (await overdue()).filter(({ name }) => name === 'evaluate-dependents');
    expect(await untold()).toEqual([]);
    await drain();
    expect(await untold()).toEqual([tell(ids.slice(0, 100)), tell(ids.slice(100))]);
    await run(({ outbox }) => outbox.dependentsTold(ids));
    expect(await untold()).toEqual([]);
  });

  it('is every release that a lost job for a product or the organization spoke about, and no other', async () => {
    const { mine, sibling, other } = await run(async (stores) => {
      const { product, release } = await seedRelease(stores);
      const next = buildRelease(product, '2.0.0');
      await stores.releases.create(next);
      const elsewhere = (await seedRelease(stores)).release;
      await stores.outbox.add([{ name: 'evaluate-scope', organization: tenant.id, product: product.slug }]);
      return { mine: release, sibling: next, other: elsewhere };
    });
    await drain();
    await late('evaluation_due', 'due_at');
    const evaluate = ({ id }: { readonly id: ReleaseId }): Job => ({
      name: 'reevaluate-release',
      organization: tenant.id,
      release: id,
    });
    expect(await overdue()).toEqual([mine, sibling].map(evaluate));
    await run(({ outbox }) => outbox.add([{ name: 'evaluate-scope', organization: tenant.id }]));
    await drain();
    await late('evaluation_due', 'due_at');
    expect(await overdue()).toEqual([mine, sibling, other].map(evaluate));
  });

  it('lets the first page of a scope speak for the pages after it', async () => {
    await run(async (stores) => {
      await seedRelease(stores);
      await stores.outbox.add([{ name: 'evaluate-scope', organization: tenant.id, after: 'a cursor' }]);
    });
    await drain();
    await late('evaluation_due', 'due_at');
    expect(await overdue()).toEqual([]);
  });

  it('is asked for again in the lane it was asked for in; of both, in the one that somebody waits for', async () => {
    const [calm, urgent] = await run(async (stores) => [
      (await seedRelease(stores)).release.id,
      (await seedRelease(stores)).release.id,
    ]);
    const evaluate = (name: 'evaluate-release' | 'reevaluate-release', release: ReleaseId): Job => ({
      ...{ name, organization: tenant.id, release },
    });
    await run(({ outbox }) =>
      outbox.add([
        evaluate('reevaluate-release', calm),
        evaluate('reevaluate-release', urgent),
        evaluate('evaluate-release', urgent),
      ]),
    );
    await drain();
    await late('evaluation_due', 'due_at');
    expect(await overdue()).toEqual([evaluate('evaluate-release', urgent), evaluate('reevaluate-release', calm)]);
    await run(({ outbox }) => outbox.add([evaluate('reevaluate-release', urgent)]));
    await late('evaluation_due', 'due_at');
    expect(await overdue()).toEqual([evaluate('evaluate-release', urgent), evaluate('reevaluate-release', calm)]);
  });

  it('is not answered by an evaluation that began before it was asked for', async () => {
    const release = await run(async (stores) => {
      const seeded = await seedRelease(stores);
      await stores.outbox.add([{ name: 'evaluate-release', organization: tenant.id, release: seeded.release.id }]);
      return seeded.release;
    });
    await drain();
    await run(({ outbox }) => outbox.evaluated(release.id, minute(6)));
    await late('evaluation_due', 'due_at');
    expect(await overdue()).toHaveLength(1);
    expect(await run(({ outbox }) => outbox.pending())).toBe(1);
  });
});

describe('a change of trust whose job was lost', () => {
  const overdue = async (): Promise<Job[]> =>
    (await relay().overdue(30, 100)).filter(({ organization }) => organization === tenant.id);
  const reverify = (): Job => ({ name: 'reverify-organization', organization: tenant.id });
  const settledAt = async (...minutes: readonly number[]) => {
    for (const at of minutes) {
      const item = buildEvidence(tenant);
      await run(async ({ evidence, intake }) => {
        await evidence.add([item]);
        await evidence.conclude([buildConclusion(item)], minute(at));
        await intake.append([{ evidence: item.id, index: at }], []);
      });
    }
  };
  const CHANGES: Readonly<Record<string, (stores: Stores) => Promise<unknown>>> = {
    'a rule was put': ({ trust }) => trust.putRule({ ...buildRule(tenant), createdAt: minute(5) }),
    'a rule was retired': ({ trust }) => trust.retireRule('release-signing', minute(5)),
    'a root was added': ({ trust }) =>
      trust.addRoot({
        name: 'root',
        digest: buildDigest('root'),
        bytes: Uint8Array.of(1),
        source: 'file',
        addedAt: minute(5),
      }),
  };

  it.each(Object.entries(CHANGES))(
    'is overdue while evidence is held that was settled before %s',
    async (_, change) => {
      await run(({ trust }) => trust.putRule(buildRule(tenant)));
      await settledAt(4, 6);
      expect(await overdue()).toEqual([]);
      await run(change);
      expect(await overdue()).toEqual([reverify()]);
    },
  );

  it('is not overdue where nothing was settled before, nor where nothing changed', async () => {
    await settledAt(4);
    await run(({ trust }) => trust.retireRule('no such rule', minute(5)));
    expect(await overdue()).toEqual([]);
    const early = { ...buildRule(tenant), createdAt: minute(3) };
    await run(({ trust }) => trust.putRule(early));
    expect(await overdue()).toEqual([]);
  });

  it('is over when everything was judged again under the trust of now', async () => {
    const item = buildEvidence(tenant);
    await run(async ({ evidence, intake, trust }) => {
      await evidence.add([item]);
      await evidence.conclude([buildConclusion(item)], minute(4));
      await intake.append([{ evidence: item.id, index: 0 }], []);
      await trust.putRule({ ...buildRule(tenant), createdAt: minute(5) });
    });
    expect(await overdue()).toEqual([reverify()]);
    await run(({ evidence }) => evidence.conclude([buildConclusion(item)], minute(5)));
    expect(await overdue()).toEqual([]);
  });

  it('waits for its job in the outbox, and for a walk that is seen to move', async () => {
    await settledAt(3, 4);
    await run(async ({ outbox, trust }) => {
      await trust.putRule({ ...buildRule(tenant), createdAt: minute(5) });
      await outbox.add([reverify()]);
    });
    await db.current.query(`UPDATE evidence SET stored_at = $2 WHERE org_id = $1`, [tenant.id, minute(2)]);
    expect(await overdue()).toEqual([]);
    await drain();
    expect(await overdue()).toEqual([reverify()]);
    const moves = (ago: string) =>
      db.current.query(`UPDATE evidence SET settled_at = now() - $3::interval WHERE org_id = $1 AND settled_at <> $2`, [
        tenant.id,
        minute(3),
        ago,
      ]);
    await moves('5 s');
    expect(await overdue()).toEqual([]);
    await moves('60 s');
    expect(await overdue()).toEqual([reverify()]);
  });
});

describe('reading back what is held', () => {
  const due = async (hours = 24) =>
    (await relay().keepingDue(hours, 100)).filter(({ organization }) => organization === tenant.id);
  const keep = (number: number): Job => ({ name: 'keep-evidence', organization: tenant.id, run: number });
  const lastTurn = (ago: string) =>
    db.current.query(`UPDATE organization SET keeping_turn_at = now() - $2::interval WHERE id = $1`, [tenant.id, ago]);
  const begin = () => run(({ keeping }) => keeping.begin(buildKeepingRun(tenant)));

  it('is due when the last turn was longer ago than the interval, and not before', async () => {
    expect(await due()).toEqual([]);
    await lastTurn('23 hours');
    expect(await due()).toEqual([]);
    await lastTurn('25 hours');
    expect(await due()).toEqual([keep(1)]);
    expect(await due(26)).toEqual([]);
    await run(({ keeping }) => keeping.noteTurn());
    expect(await due()).toEqual([]);
  });

  it('is not rung twice while its job waits, nor while a run is under way', async () => {
    await lastTurn('25 hours');
    await run(({ outbox }) => outbox.add([keep(1)]));
    expect(await due()).toEqual([]);
    await drain();
    await begin();
    expect(await due()).toEqual([]);
    await run(({ keeping }) => keeping.finish(1, minute(6)));
    expect(await due()).toEqual([keep(2)]);
  });

  it('begins with the organization that has waited longest', async () => {
    await lastTurn('25 hours');
    const first = tenant;
    tenant = await seedTenant(db.current.database.unitOfWork);
    await lastTurn('50 hours');
    const rung = (await relay().keepingDue(24, 100)).map(({ organization }) => organization);
    expect(rung.indexOf(tenant.id)).toBeLessThan(rung.indexOf(first.id));
    expect(await relay().keepingDue(24, 1)).toHaveLength(1);
  });

  it('is rung again where a run was not moved on in time, and never when it is kept', async () => {
    const late = async () => (await relay().overdue(30, 100)).filter(({ name }) => name === 'keep-evidence');
    await begin();
    expect(await late()).toEqual([]);
    await db.current.query(`UPDATE keeping_run SET moved_at = now() - interval '31 seconds' WHERE org_id = $1`, [
      tenant.id,
    ]);
    expect(await late()).toEqual([keep(1)]);
    await run(({ outbox }) => outbox.add([keep(1)]));
    expect(await late()).toEqual([]);
    await drain();
    await run(({ keeping }) => keeping.finish(1, minute(6)));
    expect(await late()).toEqual([]);
  });
});

describe('attestations of which a sentence ends', () => {
  const due = async () => (await relay().standingsDue(100)).filter(({ organization }) => organization === tenant.id);

  it('are rung for by their release when it is time, once, and not while their job waits', async () => {
    const full = await seedFullTenant(db.current.database.unitOfWork);
    tenant = full;
    const watch: Job = { name: 'watch-attestations', organization: full.id, release: full.release.id };
    expect(await due()).toEqual([watch]);
    await run(({ outbox }) => outbox.add([watch]));
    expect(await due()).toEqual([]);
    await drain();
    const attestation = buildDigest(`bundle of ${full.release.id}`);
    await run(({ standings }) => standings.foresee({ attestation, events: 1 }, parseInstant('9999-01-01')));
    expect(await due()).toEqual([]);
    await run(({ standings }) => standings.foresee({ attestation, events: 1 }));
    expect(await due()).toEqual([]);
  });
});
