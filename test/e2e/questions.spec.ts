import { beforeAll, describe, expect, it } from '@jest/globals';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { withServer } from '../support/running-server.js';
import { stockSample, type SampleOrganization } from './sample-organization.js';

const MOMENT = '$release: ReleaseMomentInput!';
const NOTES = 'evidence { evidence claims rules producer signedAt assurance teamControlled } evidenceCount';
const FINDINGS = '{ evidence kind outcome codes { code rung meaning remedy } }';

describe('questions about a release, over GraphQL', () => {
  const server = withServer();
  let sample: SampleOrganization;
  let release: { readonly product: string; readonly version: string };

  beforeAll(async () => {
    sample = await stockSample(server.current);
    const { product, version } = sample.world.flagship;
    release = { product, version };
  });

  const ask = <T>(query: string, variables: object = {}) =>
    sample.staff.administrator.graphql<T>(query, { release, ...variables });

  it('explains each status that the assessment shows, in the same words', async () => {
    const { release: judged } = await ask<Judged>(
      `query ($product: String!, $version: String!) {
        release(product: $product, version: $version) { assessment { results { control status reason met of nextAction } } }
      }`,
      release,
    );
    const results = judged.assessment.results.filter((_, index) => index % 10 === 0);
    expect(results.length).toBeGreaterThan(3);
    for (const result of results) {
      const { explainControl } = await ask<{ explainControl: Explained }>(
        `query (${MOMENT}, $control: String!) {
          explainControl(release: $release, control: $control, first: 10) {
            control status reason met of nextAction ceiling populationUnit
            rule { depth text claim conditions }
            members { member met need parts { claim asked met reason explanation evidence } }
            restsOn ${NOTES} findings ${FINDINGS} findingCount recipes { id claim }
          }
        }`,
        { control: result.control },
      );
      expect(explainControl).toMatchObject(result);
      expect(explainControl.members.length).toBeLessThanOrEqual(10);
    }
  });

  it('plans how to reach a profile, or says what cannot be reached', async () => {
    const { gapPlan } = await ask<{ gapPlan: Plan }>(
      `query (${MOMENT}) { gapPlan(release: $release, profile: "ssdf-1.1-reachable", first: 5) {
        asOf knownAt of reached minimality considered
        steps { kind verb claim asks { need conditions kept } names stays members { member cause } memberCount
          independent signed repair ${FINDINGS} moves reaches remedies { control remedy }
          recipes { id snippets { tool text none } } }
        unreachable { control status least why explanation }
      } }`,
    );
    const spoken = [
      ...gapPlan.reached,
      ...gapPlan.steps.flatMap(({ reaches }) => reaches),
      ...gapPlan.unreachable.map(({ control }) => control),
    ];
    expect(new Set(spoken).size).toBe(gapPlan.of);
    expect(gapPlan.steps.every(({ members }) => members.length <= 5)).toBe(true);
    expect(gapPlan.steps.every(({ recipes }) => recipes.length === 1)).toBe(true);
  });

  it('compares a release with what it was ten years ago', async () => {
    const { compareReleases } = await ask<{ compareReleases: Compared }>(
      `query (${MOMENT}, $past: ReleaseMomentInput!) { compareReleases(from: $past, to: $release) {
        sameRelease unchanged from { product version asOf }
        differences { control before { status met of } after { status reason }
          causes { part alone need before { status } after { status } evidence { evidence change } evidenceCount } }
      } }`,
      { past: { ...release, asOf: '2016-01-01T00:00:00.000Z' } },
    );
    expect(compareReleases).toMatchObject({
      sameRelease: true,
      from: { ...release, asOf: '2016-01-01T00:00:00.000Z' },
    });
    expect(compareReleases.differences.length).toBeGreaterThan(0);
    for (const { causes } of compareReleases.differences) expect(causes.map(({ part }) => part)).toEqual(['time']);
  });

  it('draws the same sample for whoever has the seed', async () => {
    const query = `query (${MOMENT}) { sample(release: $release, size: 3, seed: "audit 7") {
      algorithm seed population populationSource manifest size of
      members { name digests rank ${NOTES} findings ${FINDINGS} findingCount }
    } }`;
    const first = await ask<{ sample: { size: number; members: readonly unknown[] } }>(query);
    expect(first.sample.members).toHaveLength(first.sample.size);
    expect(await ask(query)).toEqual(first);
  });

  it('judges by SLSA 1.2 as well, and plans by the framework of the profile', async () => {
    const { release: judged, gapPlan } = await ask<{ release: Judged['release']; gapPlan: Plan }>(
      `query ($product: String!, $version: String!, ${MOMENT}) {
        release(product: $product, version: $version) {
          assessment(framework: "slsa-1.2") { framework results { control status } }
        }
        gapPlan(release: $release, profile: "slsa-build-l3") { of reached }
      }`,
      release,
    );
    expect(judged.assessment).toMatchObject({ framework: 'slsa-1.2' });
    expect(judged.assessment.results).toHaveLength(22);
    expect(judged.assessment.results).toContainEqual({ control: 'provenance-exists', status: 'EVIDENCED' });
    expect(gapPlan.of).toBe(8);
    expect(gapPlan.reached).toContain('isolated');
  });

  it('reads off how a release stands by the CISA form, each statement as the least of its tasks', async () => {
    const { crosswalkResult, release: judged } = await ask<{ crosswalkResult: Regrouped; release: Judged['release'] }>(
      `query ($product: String!, $version: String!) {
        crosswalkResult(product: $product, version: $version, catalog: "cisa-form-1.0") {
          catalog framework standing source input items { id label words status reason explanation met of cap
            parts { control status grade cap } }
        }
        release(product: $product, version: $version) { assessment { results { control status } } }
      }`,
      release,
    );
    expect(crosswalkResult).toMatchObject({ catalog: 'cisa-form-1.0', framework: 'ssdf-1.1' });
    expect(crosswalkResult.standing).toMatch(/^Voluntary unless an agency asks for it/);
    expect(crosswalkResult.items.map(({ id }) => id)).toEqual([
      ...['1', '1a', '1b', '1c', '1d', '1e', '1f', '2', '3', '4', '4a', '4b', '4c'],
    ]);
    const statuses = new Map(judged.assessment.results.map(({ control, status }) => [control, status]));
    for (const { control, status } of crosswalkResult.items.flatMap(({ parts }) => parts)) {
      expect({ control, status }).toEqual({ control, status: statuses.get(control) });
    }
    expect(crosswalkResult.items.at(-1)).toMatchObject({
      status: 'MISSING',
      reason: 'NO_TASK_NAMED',
      of: 0,
      cap: null,
    });
  });

  it('reads nothing off by what is judged itself', async () => {
    const query = '{ crosswalkResult(product: "none", version: "1", catalog: "slsa-1.2") { title } }';
    expect(await refusalOf(() => sample.staff.administrator.graphql(query))).toBe('ITEMS_UNKNOWN');
  });

  it.each([
    ['more than a page', 'explainControl(release: $release, control: "PS.2.1", first: 101) { status }', 'PAGE_SIZE'],
    ['a sample of more than a hundred', 'sample(release: $release, size: 101, seed: "s") { size }', 'PAGE_SIZE'],
    ['an unknown control', 'explainControl(release: $release, control: "A.1") { status }', 'CONTROL_UNKNOWN'],
    ['an unknown profile', 'gapPlan(release: $release, profile: "none") { of }', 'PROFILE_UNKNOWN'],
  ])('refuses %s', async (_, field, reason) => {
    expect(await refusalOf(() => ask(`query (${MOMENT}) { ${field} }`))).toBe(reason);
  });
});

interface Judged {
  readonly release: {
    readonly assessment: { readonly results: readonly { readonly control: string; readonly status: string }[] };
  };
}

interface Explained {
  readonly members: readonly unknown[];
}

interface Plan {
  readonly of: number;
  readonly reached: readonly string[];
  readonly steps: readonly {
    readonly reaches: readonly string[];
    readonly members: readonly unknown[];
    readonly recipes: readonly unknown[];
  }[];
  readonly unreachable: readonly { readonly control: string }[];
}

interface Regrouped {
  readonly standing: string;
  readonly items: readonly { readonly id: string; readonly parts: Judged['release']['assessment']['results'] }[];
}

interface Compared {
  readonly differences: readonly { readonly causes: readonly { readonly part: string }[] }[];
}
