import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';

import type { Doorbell, EvidenceId } from '#application';
import { ROLES } from '#persistence';
import { createDoorbell, prepareQueue } from '#queue';
import { startWorker } from '#worker';

import { withDatabase } from '../support/postgres.js';
import { answersRedis, redisUrl } from '../support/redis.js';
import { tenantAtWork, type TenantAtWork } from './tenant-at-work.js';

const NAMESPACE = `lost_${randomBytes(6).toString('hex')}`;
const db = withDatabase();
const logger = { info: () => undefined, error: () => undefined };

/** A kind of queue, and how to lose all of it. */
interface LosableQueue {
  open(): Doorbell;
  lose(): Promise<void>;
}

beforeAll(() => prepareQueue(db.current.ownerUrl, ROLES.app, NAMESPACE));

const onPostgres: LosableQueue = {
  open: () => createDoorbell({ kind: 'postgres', connectionString: db.current.urls.app, namespace: NAMESPACE }),
  lose: async () => {
    const tables = await db.current.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname = $1 AND tablename NOT LIKE '%migration%'`,
      [NAMESPACE],
    );
    expect(tables.length).toBeGreaterThan(0);
    await db.current.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`);
  },
};

const onRedis: LosableQueue = {
  open: () => createDoorbell({ kind: 'redis', url: redisUrl(), namespace: NAMESPACE }),
  lose: async () => {
    const redis = new Redis(redisUrl());
    const keys = await redis.keys(`${NAMESPACE}:*`);
    expect(keys.length).toBeGreaterThan(0);
    await redis.del(...keys);
    await redis.quit();
  },
};

/** What was rung for is in the queue alone: nobody listens yet, and the outbox is empty. */
async function received(tenant: TenantAtWork, doorbell: Doorbell): Promise<readonly EvidenceId[]> {
  const ids = await tenant.receive('{"lost":1}', '{"lost":2}', '{"lost":3}');
  await db.current.database.relay.drain(100, (jobs) => doorbell.ring(jobs));
  expect(await db.current.database.relay.oldestAgeSeconds()).toBe(0);
  return ids;
}

async function timePasses(): Promise<void> {
  const earlier = `stored_at = stored_at - interval '60 s'`;
  await db.current.query(`UPDATE evidence SET ${earlier} WHERE state = 'stored'`);
  await db.current.query(`UPDATE intake_leaf SET ${earlier} WHERE leaf_index IS NULL`);
}

async function untilQuiet({ useCases, actor }: TenantAtWork): Promise<void> {
  for (let open = 1; open > 0;) {
    open = await useCases.read.run(actor, 'evidence:read', async ({ evidence, intake }) => {
      return (await evidence.counts()).stored + (await intake.pending());
    });
  }
}

function losingTheQueue(name: string, slug: string, queue: LosableQueue): void {
  describe(`${name} that lost everything`, () => {
    let tenant: TenantAtWork;
    beforeAll(async () => {
      tenant = await tenantAtWork(db.current.database, slug);
    });
    afterAll(() => tenant.close());

    it('is filled again from the database, and everything received gets its verdict and its place', async () => {
      const before = queue.open();
      const ids = await received(tenant, before);
      await queue.lose();
      await before.close(1_000);
      await timePasses();
      const { relay } = db.current.database;
      const worker = await startWorker({ useCases: tenant.useCases, doorbell: queue.open(), relay, logger });
      try {
        await untilQuiet(tenant);
      } finally {
        await worker.stop();
      }
      expect((await tenant.records(ids)).map(({ state }) => state)).toEqual(['settled', 'settled', 'settled']);
      const [first] = await tenant.records(ids);
      expect(await tenant.useCases.proveIntake.run(tenant.actor, first!.digest)).toMatchObject({ size: 3 });
    });
  });
}

losingTheQueue('a queue on PostgreSQL', 'lost-postgres', onPostgres);
if (await answersRedis()) losingTheQueue('a queue on Redis', 'lost-redis', onRedis);
else {
  describe.skip('a queue on Redis that lost everything (skipped: no Redis answers; set AVERMENT_REDIS_URL)', () => {
    it('is filled again from the database', () => undefined);
  });
}
