import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Doorbell, EvidenceId, Job, ReleaseId } from '#application';
import { ROLES } from '#persistence';
import { createDoorbell, prepareQueue } from '#queue';
import { startWorker } from '#worker';

import { SmallFirm } from '../support/grown/small-firm.js';
import { withDatabase } from '../support/postgres.js';
import { FRAMEWORK } from '../support/records.js';

const WAITING = 10_000;
const NAMESPACE = `background_${randomBytes(6).toString('hex')}`;
const db = withDatabase({ poolSize: 10 });
const logger = { info: () => undefined, error: () => undefined };
let firm: SmallFirm;
const ends: Doorbell[] = [];

beforeAll(async () => {
  await prepareQueue(db.current.ownerUrl, ROLES.app, NAMESPACE);
  firm = await SmallFirm.open(db.current.database);
});
afterAll(() => Promise.all(ends.map((end) => end.close(5_000))));

function openQueue(): Doorbell {
  const queue = createDoorbell({ kind: 'postgres', connectionString: db.current.urls.app, namespace: NAMESPACE });
  ends.push(queue);
  return queue;
}

const outbox = (jobs: readonly Job[]) =>
  db.current.database.unitOfWork.run(firm.actor.organization, (stores) => stores.outbox.add(jobs));
const carry = (limit: number, queue: Doorbell) => db.current.database.relay.drain(limit, (jobs) => queue.ring(jobs));

/** Releases that nobody evaluated yet, all asked for at once. */
async function askForAll(): Promise<void> {
  const { organization } = firm.actor;
  const rows = await db.current.query<{ id: ReleaseId }>(
    `INSERT INTO release (org_id, id, product_id, version, created_at)
     SELECT org_id, gen_random_uuid(), product_id, 'old-' || n, created_at
     FROM release CROSS JOIN generate_series(1, ${WAITING}) AS n WHERE id = $1 RETURNING id`,
    [firm.release],
  );
  await outbox(rows.map(({ id }) => ({ name: 'reevaluate-release', organization, release: id })));
}

/** When it was received that evidence is settled and its release judged by it, so many others are evaluated. */
async function othersDoneWhenSettled(evidence: EvidenceId): Promise<number> {
  for (;;) {
    const [state] = await db.current.query<{ done: boolean; others: number }>(
      `SELECT EXISTS (SELECT FROM evidence e JOIN assessment a ON a.org_id = e.org_id AND a.release_id = $2
           AND a.known_at >= e.received_at WHERE e.id = $1 AND e.state = 'settled') AS done,
         (SELECT count(*)::int FROM current_assessment WHERE release_id <> $2) AS others`,
      [evidence, firm.release],
    );
    if (state?.done === true) return state.others;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('new evidence', () => {
  it(`is judged, and its release evaluated, before ${WAITING} evaluations that wait in the background`, async () => {
    const before = openQueue();
    await askForAll();
    // Half of them have been carried to the queue, the others wait in the outbox, all before it.
    for (let carried = 0; carried < WAITING / 2;) carried += await carry(1_000, before);
    const { database } = db.current;
    const worker = await startWorker({
      useCases: firm.useCases,
      doorbell: openQueue(),
      relay: database.relay,
      logger,
      shutdownSeconds: 5,
    });
    try {
      const others = await othersDoneWhenSettled(await firm.send());
      expect(others).toBeLessThan(WAITING / 10);
    } finally {
      await worker.stop();
    }
  }, 120_000);

  it('makes needless what the background was asked for before: of two requests the urgent one is done', async () => {
    const { organization } = firm.actor;
    const { evaluateRelease } = firm.useCases;
    const [urgent, calm] = (['evaluate-release', 'reevaluate-release'] as const).map((name) => ({
      ...{ name, organization, release: firm.release },
    }));
    const judged = () =>
      db.current
        .query(`SELECT FROM assessment WHERE release_id = $1 AND framework = $2`, [firm.release, FRAMEWORK])
        .then(({ length }) => length);
    await outbox([calm!, urgent!]);
    await db.current.query(`UPDATE evaluation_due SET due_at = '2026-01-01' WHERE release_id = $1`, [firm.release]);
    const before = await judged();
    await firm.send();
    await evaluateRelease.run(urgent!);
    expect(await judged()).toBe(before + 1);
    await firm.send();
    await evaluateRelease.run(calm!);
    expect(await judged()).toBe(before + 1);
    await outbox([calm!]);
    await evaluateRelease.run(calm!);
    expect(await judged()).toBe(before + 2);
  });
});
