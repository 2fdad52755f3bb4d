import { beforeAll, describe, expect, it } from '@jest/globals';

import type { EvidenceId } from '#application';
import { addDays } from '#kernel';

import { NOW } from '../application/now.js';
import { grow } from '../support/grown/grow.js';
import { planOf, statementsOf, type Plan, type Statement } from '../support/grown/plans.js';
import { SmallFirm } from '../support/grown/small-firm.js';
import { withDatabase } from '../support/postgres.js';

const PRODUCTS = 200;
const RELEASES = 3 * (PRODUCTS - 1);
const TASKS = 42;
const PAGE = 100;
/** Of one release: its items, its cells, its segments. */
const MOST_ROWS = 250;

/** It carries what waits, for all organizations and in a role of its own. */
function isOfRelay({ text }: Statement): boolean {
  return text.includes('SKIP LOCKED') || text.startsWith('DELETE FROM outbox');
}

describe('a database that has grown', () => {
  const db = withDatabase();
  let firm: SmallFirm;

  beforeAll(async () => {
    firm = await SmallFirm.open(db.current.database);
    await firm.next()();
    await firm.list();
    await grow(db.current, firm.actor.organization, {
      products: PRODUCTS - 1,
      releases: RELEASES,
      copies: 3,
      history: 2,
    });
  }, 120_000);

  async function plansOf(work: () => Promise<unknown>): Promise<readonly Plan[]> {
    const plans: Plan[] = [];
    for (const statement of await statementsOf(work)) {
      if (isOfRelay(statement)) continue;
      plans.push(await planOf(db.current, firm.actor.organization, statement));
    }
    return plans;
  }

  it('shows how 200 products stand at 42 tasks with one statement by one index for each page of products', async () => {
    let cells = 0;
    const plans = await plansOf(async () => (cells = await firm.coverage()));
    expect(cells).toBe(PRODUCTS * TASKS);
    const reading = plans.filter(({ text }) => text.includes('coverage_cell'));
    const byKey = { indices: ['coverage_cell_pkey'], scanned: [] };
    expect(reading.map(({ indices, scanned }) => ({ indices, scanned }))).toEqual([byKey, byKey]);
    // Two segments of each cell are known now, and many more are from before.
    expect(Math.max(...reading.map(({ rows }) => rows))).toBeLessThanOrEqual(PAGE * TASKS * 2);
  });

  it('states the result of a product over a period without looking at the releases of another', async () => {
    const { useCases, actor } = firm;
    const period = { from: addDays(NOW, -1000), until: addDays(NOW, 1) };
    const plans = await plansOf(async () => {
      const result = await useCases.readProductResult.run(actor, { product: 'grown-7', period });
      expect(result?.releases).toHaveLength(RELEASES / (PRODUCTS - 1));
      expect(result?.controls).toHaveLength(TASKS);
    });
    expect(plans.filter(({ rows }) => rows > MOST_ROWS)).toEqual([]);
    expect(new Set(plans.flatMap(({ indices }) => indices))).toContain('coverage_cell_pkey');
  });

  it('takes in one more piece of evidence, judges it and evaluates its release without looking at other releases', async () => {
    const plans = await plansOf(firm.next());
    expect(plans.length).toBeGreaterThan(20);
    expect(plans.filter(({ rows }) => rows > MOST_ROWS)).toEqual([]);
  });

  it('takes in what is about a package that every release holds, and tells them a page at a time by index', async () => {
    const { useCases, actor } = firm;
    const { organization } = actor;
    let evidence: readonly EvidenceId[] = [];
    const publish = firm.publish();
    const taken = await plansOf(async () => (evidence = [await publish()]));
    expect(taken.filter(({ rows }) => rows > MOST_ROWS)).toEqual([]);
    const told = await plansOf(() =>
      useCases.evaluateDependents.run({ name: 'evaluate-dependents', organization, evidence }),
    );
    const listing = told.filter(({ text }) => text.includes('sbom_component'));
    expect(listing.flatMap(({ scanned }) => scanned)).toEqual([]);
    expect(listing.flatMap(({ indices }) => indices)).toContain('sbom_component_pkey');
    expect(told.filter(({ rows }) => rows > MOST_ROWS)).toEqual([]);
    const judged = await plansOf(() =>
      useCases.evaluateRelease.run({ name: 'evaluate-release', organization, release: firm.release }),
    );
    expect(judged.filter(({ text }) => text.includes('sbom_component'))).toHaveLength(1);
    expect(judged.filter(({ rows }) => rows > MOST_ROWS)).toEqual([]);
  });
});
