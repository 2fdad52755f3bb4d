import { describe, expect, it } from '@jest/globals';

import type { NewEvidence, ReleaseRecord, Stores } from '#application';

import { withDatabase } from '../../../test/support/postgres.js';
import {
  buildAssessment,
  buildConclusion,
  buildEvidence,
  buildManifest,
  minute,
  seedRelease,
  seedTenant,
  type Tenant,
} from '../../../test/support/records.js';
import { Database } from './database.js';

const TRANSACTIONS = 250;
const AT_ONCE = 16;
const db = withDatabase();

interface Shared {
  readonly tenant: Tenant;
  readonly releases: readonly ReleaseRecord[];
}

async function seedShared(): Promise<Shared> {
  const { unitOfWork } = db.current.database;
  const tenant = await seedTenant(unitOfWork);
  const releases = await unitOfWork.run(tenant.id, async (stores) => {
    const seeded: ReleaseRecord[] = [];
    while (seeded.length < 6) seeded.push((await seedRelease(stores)).release);
    return seeded;
  });
  return { tenant, releases };
}

/** Every second turn holds the same things in the other order. */
function ordered<T>(turn: number, things: readonly T[]): readonly T[] {
  return turn % 2 === 0 ? things : things.toReversed();
}

/** What a worker writes when a batch was judged that touches every release. */
async function conclude(stores: Stores, turn: number, items: readonly NewEvidence[], shared: Shared): Promise<void> {
  const { tenant, releases } = shared;
  const [release, item] = [releases[turn % releases.length], items[0]];
  await stores.evidence.conclude(
    ordered(turn, items).map((each) => buildConclusion(each)),
    minute(turn),
  );
  if (release !== undefined && item !== undefined) await stores.releases.keepManifest(release.id, buildManifest(item));
  await stores.outbox.add(
    ordered(turn, releases).map(({ id }) => ({ name: 'evaluate-release', organization: tenant.id, release: id })),
  );
}

async function deadlocksSoFar(): Promise<number> {
  const [counted] = await db.current.query<{ deadlocks: string }>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(counted?.deadlocks);
}

/** Runs all transactions, `AT_ONCE` of them at any time. Returns how many deadlocks the server saw meanwhile. */
async function deadlocksOf(tenant: Tenant, transaction: (stores: Stores, turn: number) => Promise<void>) {
  const before = await deadlocksSoFar();
  const crowd = await Database.open({ urls: db.current.urls, poolSize: AT_ONCE });
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let turn = next++; turn < TRANSACTIONS; turn = next++) {
      await crowd.unitOfWork.run(tenant.id, (stores) => transaction(stores, turn));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  } finally {
    // Connections tell what they counted at the latest when they end.
    await crowd.close();
  }
  return (await deadlocksSoFar()) - before;
}

describe('many transactions at once never wait for each other in a circle', () => {
  it('when they conclude about the same releases, while evaluations of these are kept', async () => {
    const shared = await seedShared();
    const { tenant, releases } = shared;
    const deadlocks = await deadlocksOf(tenant, async (stores, turn) => {
      const release = releases[turn % releases.length];
      if (turn % 5 === 4 && release !== undefined) {
        await stores.assessments.keep(buildAssessment(release, { asOf: minute(turn) }));
        return stores.outbox.evaluated(release.id, minute(turn));
      }
      const items = Array.from({ length: 2 }, () => buildEvidence(tenant));
      await stores.evidence.add(items);
      await conclude(stores, turn, items, shared);
    });
    expect(deadlocks).toBe(0);
  });

  it('when they conclude about the same evidence', async () => {
    const shared = await seedShared();
    const { tenant } = shared;
    const items = Array.from({ length: 12 }, () => buildEvidence(tenant));
    await db.current.database.unitOfWork.run(tenant.id, ({ evidence }) => evidence.add(items));
    const deadlocks = await deadlocksOf(tenant, (stores, turn) =>
      conclude(stores, turn, items.slice(turn % 6), shared),
    );
    expect(deadlocks).toBe(0);
  });
});
