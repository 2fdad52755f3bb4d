import { describe, expect, it } from '@jest/globals';

import type { Actor, AssessmentRecord, CoverageOrder, CoverageRow, ProductResultOrder, Stores } from '#application';
import { segmentAt, type AssessmentInput } from '#compliance';
import { addDays, addSeconds, type Instant } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { artifact, manifest, organizationAtWork, provenance, ROOT, signature, submit } from './sample-evidence.js';
import { withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
const APP = { product: 'app', version: '1.0.0' };

function look<T>(actor: Actor, work: (stores: Stores) => Promise<T>): Promise<T> {
  return at.current.useCases.read.run(actor, 'report:read', work);
}

async function shipped(): Promise<Actor> {
  const actor = await organizationAtWork(at.current);
  await submit(at.current, actor, manifest([artifact('app')]), signature('app'), provenance([artifact('app')]));
  await at.current.settle();
  return actor;
}

async function rowOf(actor: Actor, order: CoverageOrder = {}, product = 'app'): Promise<CoverageRow> {
  const { items } = await at.current.useCases.readCoverage.run(actor, { first: 100 }, order);
  const row = items.find(({ node }) => node.product.slug === product)?.node;
  if (row === undefined) throw new Error(`${product} is not shown`);
  return row;
}

const now = () => at.current.ports.clock.now();
/** Time goes on, so that what follows is known later. Returns the moment before. */
function later(seconds = 60): Instant {
  const before = now();
  at.current.ports.clock.advance(seconds);
  return before;
}

describe('the coverage matrix', () => {
  it.each(['ssdf-1.1', 'slsa-1.2'])('says at any moment what the assessment by %s says', async (framework) => {
    const actor = await shipped();
    const moments = [-4000, -1, 0, 1, 40, 100, 400].map((days) => addDays(now(), days));
    const held = await look(actor, async ({ releases, assessments }) => {
      const release = await releases.find(APP.product, APP.version);
      return release && (await assessments.current([release.id], { framework })).get(release.id);
    });
    for (const asOf of moments) {
      const { cells } = await rowOf(actor, { framework, asOf });
      expect(cells.length).toBeGreaterThan(0);
      expect(
        cells.map(({ control, status, reason, machine, human }) => ({ control, status, reason, machine, human })),
      ).toEqual(
        held?.assessment.results.map((result) => {
          const { status, reason, machine, human } = segmentAt(result, asOf);
          return { control: result.control, status, reason, machine, human };
        }),
      );
    }
  });

  it('shows a product by the release that was created last, and says so of each cell', async () => {
    const actor = await shipped();
    const before = later();
    await at.current.useCases.createRelease.run(actor, { product: 'app', version: '0.9.9' });
    const unjudged = await rowOf(actor);
    expect({ version: unjudged.release?.version, cells: unjudged.cells.length }).toEqual({
      version: '0.9.9',
      cells: 0,
    });
    await at.current.settle();
    const judged = await rowOf(actor);
    expect(new Set(judged.cells.map(({ release }) => release))).toEqual(new Set([judged.release?.id]));
    expect(judged.cells).toHaveLength(42);
    const { release, cells } = await rowOf(actor, { knownAt: before });
    expect({ version: release?.version, cells: cells.length }).toEqual({ version: '1.0.0', cells: 42 });
  });

  it('says of a past moment what was known then', async () => {
    const actor = await organizationAtWork(at.current);
    const before = later();
    await submit(at.current, actor, manifest([artifact('app')]), signature('app'));
    await at.current.settle();
    const met = ({ cells }: CoverageRow) => cells.filter(({ machine }) => machine.met > 0).length;
    expect(met(await rowOf(actor))).toBeGreaterThan(0);
    expect(met(await rowOf(actor, { knownAt: before, asOf: now() }))).toBe(0);
    expect((await rowOf(actor, { knownAt: addSeconds(before, -3600) })).cells).toEqual([]);
  });

  it('shows a product without a release as a row that shows nothing', async () => {
    const actor = await organizationAtWork(at.current);
    await at.current.useCases.createProduct.run(actor, { slug: 'idea', name: 'Idea' });
    const row = await rowOf(actor, {}, 'idea');
    expect(row).not.toHaveProperty('release');
    expect(row.cells).toEqual([]);
  });

  it('refuses a framework by which nothing is judged', async () => {
    const actor = await organizationAtWork(at.current);
    expect(await refusalOf(() => rowOf(actor, { framework: 'cisa-form-1.0' }))).toBe('FRAMEWORK_NOT_STANDING');
  });
});

describe('a release under several frameworks', () => {
  it('is judged by each of them over the same things known', async () => {
    const actor = await shipped();
    const newest = await look(actor, async ({ releases, assessments }) => {
      const release = await releases.find(APP.product, APP.version);
      if (release === undefined) throw new Error('the release is gone');
      const standing = at.current.ports.frameworks.standing();
      const held: AssessmentRecord[] = [];
      for (const framework of standing) {
        held.push(...(await assessments.current([release.id], { framework })).values());
      }
      return held;
    });
    expect(newest.map(({ framework }) => framework)).toEqual(['ssdf-1.1', 'slsa-1.2']);
    const inputs = await Promise.all(
      newest.map(async ({ input }) => {
        const bytes = await at.current.ports.blobs.get(actor.organization, input);
        return JSON.parse(new TextDecoder().decode(bytes)) as AssessmentInput;
      }),
    );
    const [first, second] = inputs.map(({ catalog, mapping, ...known }) => ({
      known,
      judgedBy: [catalog, ...mapping],
    }));
    expect(second?.known).toEqual(first?.known);
    expect(second?.judgedBy).not.toEqual(first?.judgedBy);
    expect(newest.map(({ catalog, mappings }) => [catalog, ...mappings])).toEqual([first?.judgedBy, second?.judgedBy]);
  });
});

describe('a question about a release', () => {
  it('is answered by the framework that it names, by the main one where it names none', async () => {
    const actor = await shipped();
    const { questionRelease } = at.current.useCases;
    const [control] = (await rowOf(actor, { framework: 'slsa-1.2' })).cells.map((cell) => cell.control);
    const asked = { control: control ?? '' };
    const slsa = await questionRelease.explain(actor, { ...APP, framework: 'slsa-1.2' }, asked);
    expect(slsa?.answer.control).toBe(control);
    expect(await refusalOf(() => questionRelease.explain(actor, APP, asked))).toBe('CONTROL_UNKNOWN');
  });

  it('is refused where nothing is judged by the framework that it names', async () => {
    const actor = await shipped();
    const { questionRelease } = at.current.useCases;
    const ask = () => questionRelease.explain(actor, { ...APP, framework: 'none' }, { control: 'PO.1.1' });
    expect(await refusalOf(ask)).toBe('FRAMEWORK_NOT_STANDING');
  });
});

describe('the result of a product over a period', () => {
  const result = (actor: Actor, order: Partial<ProductResultOrder> = {}) => {
    const period = { from: addDays(now(), -30), until: addDays(now(), 1) };
    return at.current.useCases.readProductResult.run(actor, { product: 'app', period, ...order });
  };

  it('counts releases without evidence and without a population beside those that have both', async () => {
    const actor = await shipped();
    later();
    await at.current.useCases.createRelease.run(actor, { product: 'app', version: '1.1.0' });
    await at.current.settle();
    const found = await result(actor);
    expect(found).toMatchObject({
      releases: ['1.0.0', '1.1.0'],
      withoutEvidence: ['1.1.0'],
      withoutPopulation: ['1.1.0'],
      unjudged: [],
      slsaBuildLevel: { least: 0, greatest: 2 },
    });
    expect(found?.controls).toHaveLength(42);
    for (const { counts, least } of found?.controls ?? []) {
      expect(counts.reduce((sum, { releases }) => sum + releases, 0)).toBe(2);
      expect(['EVIDENCED', 'SUPPORTED']).not.toContain(least);
    }
  });

  it('shows nothing where the period holds no release', async () => {
    const actor = await shipped();
    const period = { from: addDays(now(), -60), until: addDays(now(), -30) };
    expect(await result(actor, { period })).toMatchObject({ releases: [], controls: [] });
  });

  it('does not know of a release before it was created', async () => {
    const actor = await shipped();
    expect(await result(actor, { knownAt: addDays(now(), -1) })).toMatchObject({ releases: [], controls: [] });
  });

  it('is nothing for a product that is not there, and for a period that ends before it begins', async () => {
    const actor = await organizationAtWork(at.current);
    expect(await result(actor, { product: 'none' })).toBeUndefined();
    const backwards = { from: now(), until: now() };
    expect(await refusalOf(() => result(actor, { period: backwards }))).toBe('PERIOD_EMPTY');
  });
});
