import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import {
  composeFramework,
  decisionsOn,
  lintMapping,
  loadCases,
  loadCatalog,
  loadLayers,
  loadMapping,
  loadRecipe,
  loadToolFrames,
  recipeFor,
  runCases,
} from '#compliance';
import { toUtf8 } from '#kernel';

const page = readFileSync(new URL('../../docs/mappings.md', import.meta.url), 'utf8');

/** The example files of the page, by the name in their first line. */
const examples = new Map(
  [...page.matchAll(/^```yaml\n# (\S+)\n([^]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text]),
);
const example = (name: string): string => examples.get(name) ?? '';

describe('docs/mappings.md', () => {
  it('shows files that load, pass their own cases and leave nothing to say', () => {
    const catalog = loadCatalog(example('acme-release.catalog.yaml'), 'catalog');
    const mapping = loadMapping(example('acme-release.mapping.yaml'), 'mapping', catalog);
    const report = runCases(loadCases(example('acme-release.cases.yaml'), 'cases', mapping), catalog, mapping);
    expect(report).toMatchObject({ passed: true, unargued: [] });
    expect(lintMapping(mapping)).toEqual([]);
  });

  it('shows a mapping that adopts from the first one, whose cases hold there as well', () => {
    const text = (name: string) => ({ name, bytes: toUtf8(example(name)) });
    const { catalog, mapping, mappingNames } = composeFramework({
      catalog: text('acme-next.catalog.yaml'),
      mappings: [text('acme-release.mapping.yaml'), text('acme-next.mapping.yaml')],
      layers: [],
    });
    expect(mappingNames.map(({ id }) => id)).toEqual(['acme-release-evidence', 'acme-next-evidence']);
    expect(lintMapping(mapping)).toEqual([]);
    const beside = example('acme-release.cases.yaml').replace('acme-release-evidence', 'acme-next-evidence');
    const { results } = runCases(loadCases(beside, 'cases', mapping), catalog, mapping);
    expect(results.flatMap(({ differences, overclaims }) => [...differences, ...overclaims])).toEqual([]);
    expect(mapping.controls['R.1.2']).toMatchObject({
      human: expect.stringContaining('stand in for them'),
      grade: 'D',
    });
  });

  it('shows a layer that lies on the example and only tightens it', () => {
    const catalog = loadCatalog(example('acme-release.catalog.yaml'), 'catalog');
    const mapping = loadMapping(example('acme-release.mapping.yaml'), 'mapping', catalog);
    const layered = loadLayers(mapping, [{ text: example('acme-daily.layer.yaml'), file: 'layer' }]);
    expect(decisionsOn('R.1.1', layered)).toMatchObject([
      { aspect: 'requirement', direction: 'tightened', layer: 'acme-daily' },
      { aspect: 'wording', direction: 'reworded', layer: 'acme-daily' },
    ]);
    const cases = loadCases(example('acme-release.cases.yaml'), 'cases', mapping);
    expect(runCases(cases, catalog, layered.mapping).passed).toBe(false);
  });

  it('shows a recipe that loads, and is taken where a leaf wants its suite', () => {
    const tools = readFileSync(new URL('../../mappings/recipes/tools.yaml', import.meta.url), 'utf8');
    const recipe = loadRecipe(example('acme-smoke.recipe.yaml'), 'recipe', loadToolFrames(tools, 'tools'));
    const taken = (suite: string) =>
      recipeFor([recipe], { claim: 'test-result', wanted: [{ field: 'suite', anyOf: [suite] }] });
    expect(taken('unit')).toBeUndefined();
    expect(taken('smoke')?.tools.cosign).toMatchObject({ text: expect.stringContaining('"name": "smoke"') });
  });
});
