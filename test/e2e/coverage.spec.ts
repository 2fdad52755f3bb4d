import { beforeAll, describe, expect, it } from '@jest/globals';

import { addDays } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { withServer } from '../support/running-server.js';
import { stockSample, type SampleOrganization } from './sample-organization.js';

const MATRIX = `query ($framework: String, $asOf: Instant, $knownAt: Instant) {
  coverage(first: 100, framework: $framework, asOf: $asOf, knownAt: $knownAt) { edges { node {
    product version releaseId cells { releaseId control status reason met of until } } } }
}`;
const RESULT = `query ($product: String!, $from: Instant!, $until: Instant!, $framework: String) {
  productResult(product: $product, from: $from, until: $until, framework: $framework, first: 1) {
    framework from until asOf knownAt summary
    releases { count versions } withoutEvidence { count } withoutPopulation { count } unjudged { count }
    slsaBuildLevel { least greatest } controls { control least counts { status releases } }
  }
}`;

describe('coverage over GraphQL', () => {
  const server = withServer();
  let sample: SampleOrganization;
  beforeAll(async () => {
    sample = await stockSample(server.current);
  });

  const ask = <T>(query: string, variables: object = {}) =>
    sample.staff.administrator.graphql<T>(query, { ...variables });
  const rows = async (variables: object = {}) =>
    (await ask<Matrix>(MATRIX, variables)).coverage.edges.map(({ node }) => node);

  it('shows of each product the newest release at every task, each cell naming its release', async () => {
    const shown = await rows();
    expect(shown.map(({ product }) => product).sort()).toEqual(sample.world.products.map(({ slug }) => slug).sort());
    for (const { releaseId, cells } of shown) {
      expect(cells).toHaveLength(42);
      expect(new Set(cells.map((cell) => cell.releaseId))).toEqual(new Set([releaseId]));
    }
  });

  it('shows the tracks of SLSA by its own framework', async () => {
    const [first] = await rows({ framework: 'slsa-1.2' });
    expect(first?.cells.length).toBeGreaterThan(0);
    expect(first?.cells.map(({ control }) => control)).not.toContain('PO.1.1');
  });

  it('shows nothing as known before anything was', async () => {
    const shown = await rows({ knownAt: '2016-01-01T00:00:00.000Z' });
    expect(shown.map(({ version, cells }) => ({ version, cells }))).toEqual(
      shown.map(() => ({ version: null, cells: [] })),
    );
  });

  it('says of a release what was its judgement at a moment', async () => {
    const { product, version } = sample.world.flagship;
    const query = `query ($product: String!, $version: String!, $knownAt: Instant) {
      release(product: $product, version: $version) {
        assessment(knownAt: $knownAt) { framework knownAt mapping } assessments(first: 100) { edges { node { framework knownAt } } }
      } }`;
    const { release } = await ask<Held>(query, { product, version });
    const known = release.assessments.edges.flatMap(({ node }) =>
      node.framework === 'ssdf-1.1' ? [node.knownAt] : [],
    );
    for (const knownAt of known) {
      const then = await ask<Held>(query, { product, version, knownAt });
      expect(then.release.assessment).toMatchObject({ framework: 'ssdf-1.1', knownAt });
    }
    const before = await ask<Held>(query, { product, version, knownAt: '2016-01-01T00:00:00.000Z' });
    expect(before.release.assessment).toBeNull();
  });

  it('states what the releases of a product over a period come to', async () => {
    const { product } = sample.world.flagship;
    const period = { from: addDays(sample.now, -1), until: addDays(sample.now, 1) };
    const { productResult } = await ask<Result>(RESULT, { product, ...period });
    expect(productResult).toMatchObject({ framework: 'ssdf-1.1', ...period, unjudged: { count: 0 } });
    expect(productResult?.releases.count).toBeGreaterThan(0);
    expect(productResult?.releases.versions).toHaveLength(1);
    expect(productResult?.controls).toHaveLength(42);
    const empty = { from: addDays(sample.now, -30), until: addDays(sample.now, -20) };
    expect((await ask<Result>(RESULT, { product, ...empty })).productResult).toMatchObject({
      releases: { count: 0 },
      slsaBuildLevel: null,
      controls: [],
      summary: 'No release was created in this period: nothing is shown about it, neither good nor bad.',
    });
    expect((await ask<Result>(RESULT, { product: 'none', ...period })).productResult).toBeNull();
  });

  it('refuses a framework by which nothing is judged', async () => {
    expect(await refusalOf(() => rows({ framework: 'none' }))).toBe('FRAMEWORK_NOT_STANDING');
  });
});

interface Matrix {
  readonly coverage: {
    readonly edges: readonly {
      readonly node: {
        readonly product: string;
        readonly version: string | null;
        readonly releaseId: string | null;
        readonly cells: readonly { readonly releaseId: string; readonly control: string }[];
      };
    }[];
  };
}

interface Held {
  readonly release: {
    readonly assessment: object | null;
    readonly assessments: {
      readonly edges: readonly { readonly node: { readonly framework: string; readonly knownAt: string } }[];
    };
  };
}

interface Result {
  readonly productResult: {
    readonly releases: { readonly count: number; readonly versions: readonly string[] };
    readonly controls: readonly unknown[];
  } | null;
}
