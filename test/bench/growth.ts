import { grow } from '../support/grown/grow.js';
import { SmallFirm } from '../support/grown/small-firm.js';
import { createTestDatabase, startTestServer, type TestDatabase, type TestServer } from '../support/test-database.js';
import { median, rounded, seconds, type Size } from './measure.js';

/** Rows of evidence that are held already. */
const ROWS: Readonly<Record<Size, readonly number[]>> = {
  quick: [100, 200],
  full: [1_000, 10_000, 100_000, 1_000_000],
};
const ROUNDS: Readonly<Record<Size, number>> = { quick: 1, full: 15 };
const WARM_UP = 2;
const EVIDENCE_PER_ROUND = 5;
const PRODUCTS: Readonly<Record<Size, number>> = { quick: 20, full: 200 };
/** Of the release that is copied; one release more for every hundred rows beyond that. */
const ITEMS = 5;
const ROWS_PER_RELEASE = 100;

interface Grown {
  readonly rows: number;
  readonly products: number;
  readonly database: TestDatabase;
  readonly firm: SmallFirm;
  readonly evidence: number[];
  readonly coverage: number[];
}

/**
 * What one more piece of evidence costs (received, judged, its small release evaluated), and one read of coverage over 200
 * products, in databases that hold more and more. All stand side by side and are measured in turn, round after round.
 */
export async function benchGrowth(size: Size, note: (text: string) => void): Promise<Record<string, GrowthSection>> {
  const server = await startTestServer();
  const grown: Grown[] = [];
  try {
    for (const rows of ROWS[size]) {
      const taken = await seconds(
        async () => void grown.push(await grownTo(server, { rows, products: PRODUCTS[size] })),
      );
      note(`  ${rows.toLocaleString('en-US')} rows, filled in ${rounded(taken)} s`);
    }
    for (let round = -WARM_UP; round < ROUNDS[size]; round++) {
      for (const each of grown) await measure(each, round >= 0);
    }
    return {
      newEvidenceMilliseconds: sectionOf(grown, ({ evidence }) => evidence),
      coverageReadMilliseconds: sectionOf(grown, ({ coverage }) => coverage),
    };
  } finally {
    for (const { database } of grown) await database.close();
    await server.stop();
  }
}

export type GrowthSection = Readonly<Record<string, number>>;

async function grownTo(
  server: TestServer,
  { rows, products }: { readonly rows: number; readonly products: number },
): Promise<Grown> {
  const database = await createTestDatabase(server);
  const firm = await SmallFirm.open(database.database);
  for (let item = 3; item < ITEMS; item++) await firm.next()();
  const releases = Math.max(products, rows / ROWS_PER_RELEASE);
  const copies = Math.round(rows / (releases * ITEMS));
  await grow(database, firm.actor.organization, { products: products - 1, releases, copies, history: 1 });
  return { rows, products, database, firm, evidence: [], coverage: [] };
}

async function measure({ products, firm, evidence, coverage }: Grown, counts: boolean): Promise<void> {
  const work = Array.from({ length: EVIDENCE_PER_ROUND }, () => firm.next());
  const taken = await seconds(async () => {
    for (const takeIn of work) await takeIn();
  });
  const read = await seconds(async () => {
    const cells = await firm.coverage();
    if (cells < products) throw new Error('coverage shows less than it should: the figures would be about nothing');
  });
  if (!counts) return;
  evidence.push((taken / EVIDENCE_PER_ROUND) * 1000);
  coverage.push(read * 1000);
}

/** The median for each number of rows, and how many times the first the last is. */
function sectionOf(grown: readonly Grown[], pick: (grown: Grown) => readonly number[]): GrowthSection {
  const medians = grown.map((each) => [each.rows, median(pick(each))] as const);
  const lines = medians.map(([rows, value]) => [`${rows.toLocaleString('en-US')} rows`, rounded(value)] as const);
  const [first, last] = [medians[0]?.[1] ?? Number.NaN, medians.at(-1)?.[1] ?? Number.NaN];
  return { ...Object.fromEntries(lines), lastToFirst: rounded(last / first) };
}
