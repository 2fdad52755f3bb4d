import { beforeAll, describe, expect, it } from '@jest/globals';

import type { EvidenceId, NewEvidence, ProductId, Stores } from '#application';

import { createTestDatabase, withDatabase } from '../../../test/support/postgres.js';
import { buildDigest, buildEvidence, buildId, minute, seedTenant, type Tenant } from '../../../test/support/records.js';
import { Database } from './database.js';

const db = withDatabase({ poolSize: 4, statementTimeoutMilliseconds: 2000 });
let tenant: Tenant;
const run = <T>(work: (stores: Stores) => Promise<T>) => db.current.database.unitOfWork.run(tenant.id, work);
beforeAll(async () => {
  tenant = await seedTenant(db.current.database.unitOfWork);
});

describe('a unit of work', () => {
  it('commits what resolved, and its stores are of no use afterwards', async () => {
    const product = { id: buildId<ProductId>(), slug: 'kept', name: 'Kept', createdAt: minute(1) };
    const leaked = await run(async (stores) => {
      await stores.products.create(product);
      return stores;
    });
    expect(await run(({ products }) => products.bySlug('kept'))).toEqual(product);
    await expect(leaked.products.bySlug('kept')).rejects.toThrow();
  });

  it('never takes a swallowed database error for success', async () => {
    const evidence = buildEvidence(tenant, { origin: 'a NUL \0 in it' });
    const swallowing = run(async (stores) => {
      await stores.products.create({ id: buildId(), slug: 'lost', name: 'Lost', createdAt: minute(1) });
      await stores.evidence.add([evidence]).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow('swallowed');
    expect(await run(({ products }) => products.bySlug('lost'))).toBeUndefined();
  });

  it('runs the loser of a deadlock again', async () => {
    const [one, two] = [buildEvidence(tenant), buildEvidence(tenant)];
    await run(({ evidence }) => evidence.add([one, two]));
    const failure = { code: 'INTERNAL', message: '' };
    let runs = 0;
    let arrived = 0;
    let meet: () => void = () => undefined;
    const met = new Promise<void>((resolve) => (meet = resolve));
    const failBoth = (first: NewEvidence, second: NewEvidence) =>
      run(async ({ evidence }) => {
        runs += 1;
        await evidence.recordFailure(first.id, failure, false);
        arrived += 1;
        if (arrived === 2) meet();
        await met;
        await evidence.recordFailure(second.id, failure, false);
      });
    await Promise.all([failBoth(one, two), failBoth(two, one)]);
    expect(runs).toBe(3);
  });

  it.each([
    ['a reference to nothing', { submittedBy: buildId<Tenant['principal']>() }, 'not-found', 'REFERENCE_UNKNOWN'],
    ['a NUL character', { origin: 'a\0b' }, 'invalid', 'TEXT_NOT_STORABLE'],
    ['a name without end', { kind: manyDigests() }, 'invalid', 'VALUE_TOO_LONG'],
  ])('names %s', async (_what, over, kind, code) => {
    await expect(run(({ evidence }) => evidence.add([buildEvidence(tenant, over)]))).rejects.toMatchObject({
      kind,
      code,
    });
  });

  it('names what exists already', async () => {
    const principal = { id: tenant.principal, kind: 'person', name: 'Ada again' } as const;
    await expect(run(({ organizations }) => organizations.addPrincipal(principal))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'ALREADY_EXISTS',
    });
  });

  it('lets errors of the work itself through unchanged', async () => {
    const mine = Object.assign(new Error('a file is missing'), { code: 'ENOENT' });
    await expect(run(() => Promise.reject(mine))).rejects.toBe(mine);
  });

  it('is unavailable when a statement takes too long, and the connection serves on', async () => {
    const id = buildId<EvidenceId>();
    const item = buildEvidence(tenant, { id });
    await run(({ evidence }) => evidence.add([item]));
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let locked: () => void = () => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const failure = { code: 'INTERNAL', message: 'x' };
    const holder = run(async ({ evidence }) => {
      await evidence.recordFailure(id, failure, false);
      locked();
      await released;
    });
    await isLocked;
    await expect(run(({ evidence }) => evidence.recordFailure(id, failure, false))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'DATABASE_UNAVAILABLE',
    });
    release();
    await holder;
    expect(await run(({ evidence }) => evidence.recordFailure(id, failure, false))).toBe(2);
  });

  it('is unavailable when its connection is ended under it, and the next one works', async () => {
    const ended = run(async ({ products }) => {
      await db.current.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'averment_app' AND state = 'idle in transaction'`,
      );
      return products.list({ first: 1 });
    });
    await expect(ended).rejects.toMatchObject({ kind: 'unavailable', code: 'DATABASE_UNAVAILABLE' });
    expect(await run(({ organizations }) => organizations.current())).toEqual(tenant.record);
  });
});

/** Long, and not to be compressed into something short. */
function manyDigests(): string {
  return Array.from({ length: 400 }, (_, at) => buildDigest(`digest ${at}`)).join(' ');
}

describe('a database that is not there', () => {
  const nowhere = (url: string) => url.replace(/averment_test_[0-9a-f]+/, 'averment_test_nowhere');

  it('is unavailable at opening', async () => {
    const { app, relay, auth } = db.current.urls;
    const opening = Database.open({ urls: { app: nowhere(app), relay: nowhere(relay), auth: nowhere(auth) } });
    await expect(opening).rejects.toMatchObject({ kind: 'unavailable', code: 'DATABASE_UNAVAILABLE' });
  });

  it('is unavailable to every adapter when it goes away, and not ready', async () => {
    const gone = await createTestDatabase(db.server);
    const { database } = gone;
    await db.current.query(`ALTER DATABASE ${gone.name} ALLOW_CONNECTIONS false`);
    await db.current.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename LIKE 'averment!_%' ESCAPE '!'`,
      [gone.name],
    );
    const expected = { kind: 'unavailable', code: 'DATABASE_UNAVAILABLE' };
    await expect(database.unitOfWork.run(tenant.id, ({ outbox }) => outbox.pending())).rejects.toMatchObject(expected);
    await expect(database.relay.oldestAgeSeconds()).rejects.toMatchObject(expected);
    await expect(database.tokens.find(buildEvidence(tenant).digest)).rejects.toMatchObject(expected);
    expect(await database.ready()).toBe(false);
    await gone.close();
  });
});
