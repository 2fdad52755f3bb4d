import { describe, expect, it } from '@jest/globals';

import type { ControlExplanation } from '../explain/explain-control.js';
import { isDone, needsOfControl, needsOfStep } from './needs.js';
import { asIs, recipeFor, recipesFor } from './recipe-for.js';
import type { Recipe, Snippet } from './recipe.js';

const SNIPPET: Snippet = { language: 'sh', text: 'run @@SUITE@@ on @@FILE@@', needs: [], notes: [], rule: 'id: x' };
const NONE = { none: 'nobody does' };
const RECIPE: Recipe = {
  ...{ id: 'test-result', claim: 'test-result', title: 'Test', version: '1', makes: 'a test', notes: '', when: {} },
  placeholders: {
    SUITE: { says: 'the suite', example: 'unit', field: 'suite' },
    FILE: { says: 'a file', example: 'app' },
  },
  tools: { 'github-actions': NONE, 'gitlab-ci': NONE, tekton: NONE, cosign: SNIPPET },
};
const FUZZING: Recipe = { ...RECIPE, id: 'test-result.fuzzing', when: { suite: 'fuzzing' } };

const UNMET = { met: false, parts: [{ met: true }, { met: false }] };
const SUITE = [{ field: 'suite', anyOf: ['unit', 'security'] }];
const RULE = {
  text: 'all of these:',
  branches: [
    { text: 'an SBOM', claim: 'sbom', branches: [] },
    { text: 'tests', claim: 'test-result', wanted: SUITE, branches: [] },
  ],
};
function explained(changes: Readonly<Record<string, unknown>>): ControlExplanation {
  const plain = { control: 'X.1', status: 'PARTIAL', reason: 'SOME_MEMBERS_NOT_MET', rule: RULE, members: [UNMET] };
  return { ...plain, ...changes } as unknown as ControlExplanation;
}

describe('what has to be made for a control', () => {
  it('is what some member lacks, with what the rule wants by name', () => {
    expect(needsOfControl(explained({}))).toEqual([{ claim: 'test-result', wanted: SUITE }]);
  });

  it('is nothing of what only a met member lacks', () => {
    expect(needsOfControl(explained({ members: [{ ...UNMET, met: true }] }))).toEqual([]);
  });

  it('is also what the organization lacks beyond PARTIAL', () => {
    const rule = { text: 'kept', claim: 'evidence-keeping', branches: [] };
    const beyondPartial = { rule, organization: { met: false, parts: [{ met: false }] } };
    expect(needsOfControl(explained({ members: [], beyondPartial }))).toEqual([
      { claim: 'evidence-keeping', wanted: [] },
    ]);
  });

  it('is a manifest where nobody says what there is, and a statement where only people can speak', () => {
    expect(needsOfControl(explained({ reason: 'NO_POPULATION', members: [] }))).toEqual([
      { claim: 'release-manifest', wanted: [] },
    ]);
    expect(needsOfControl(explained({ rule: undefined, members: [] }))).toEqual([
      { claim: 'human-evidence', wanted: [{ field: 'controls', anyOf: ['X.1'] }] },
    ]);
  });

  it.each(['EVIDENCED', 'SUPPORTED', 'SELF_ATTESTED', 'NOT_APPLICABLE'] as const)(
    'is nothing once it is %s',
    (status) => {
      expect(isDone(status)).toBe(true);
      expect(needsOfControl(explained({ status }))).toEqual([]);
    },
  );
});

describe('what has to be made for a step', () => {
  it('is a manifest, a statement for its control, or evidence with what is wanted of it', () => {
    const evidence = { kind: 'evidence', verb: 'produce', claim: 'test-result', wanted: SUITE } as const;
    const action = { ...evidence, asks: [], members: [], independent: false, repair: [] };
    const scope = { organization: 'acme', product: 'app', release: '1' };
    expect(needsOfStep({ action }, scope)).toEqual([{ claim: 'test-result', wanted: SUITE, scope }]);
    expect(needsOfStep({ action: { kind: 'population', names: [], signed: true } })[0]?.claim).toBe('release-manifest');
    expect(needsOfStep({ action: { kind: 'statement', control: 'X.2', stays: '' } })).toEqual([
      { claim: 'human-evidence', wanted: [{ field: 'controls', anyOf: ['X.2'] }] },
    ]);
  });
});

describe('a recipe for a need', () => {
  const shown = (wanted: typeof SUITE) => recipeFor([RECIPE], { claim: 'test-result', wanted })?.tools.cosign;

  it('has filled in what is known, says what else would do, and lists what is left to replace', () => {
    expect(shown(SUITE)).toMatchObject({
      text: 'run unit on FILE',
      filled: [{ name: 'SUITE', value: 'unit', or: ['security'] }],
      replace: [{ name: 'FILE', says: 'a file', example: 'app' }],
    });
  });

  it('leaves what is not known to be replaced', () => {
    expect(shown([])).toMatchObject({
      text: 'run SUITE on FILE',
      filled: [],
      replace: [{ name: 'SUITE' }, { name: 'FILE' }],
    });
  });

  it('names the release it is about, unless that could be taken for a command', () => {
    const about: Recipe = {
      ...RECIPE,
      placeholders: {
        PRODUCT: { says: 'the product', example: 'app' },
        RELEASE: { says: 'the version', example: '1' },
      },
      tools: { ...RECIPE.tools, cosign: { ...SNIPPET, text: '@@PRODUCT@@ @@RELEASE@@' } },
    };
    const scope = { organization: 'acme', product: 'app', release: '1.0; id' };
    const need = { claim: 'test-result', wanted: [], scope } as const;
    expect(recipeFor([about], need)?.tools.cosign).toMatchObject({
      text: 'app RELEASE',
      filled: [{ name: 'PRODUCT', value: 'app', or: [] }],
    });
  });

  it('is the one that is meant for what is wanted, before the one for everything', () => {
    const idFor = (wanted: typeof SUITE) => recipeFor([RECIPE, FUZZING], { claim: 'test-result', wanted })?.id;
    expect([idFor(SUITE), idFor([{ field: 'suite', anyOf: ['fuzzing'] }])]).toEqual(['test-result', FUZZING.id]);
  });

  it('as it is has nothing filled in but what it is meant for', () => {
    expect([asIs(RECIPE), asIs(FUZZING)].map(({ tools }) => tools.cosign)).toMatchObject([
      { text: 'run SUITE on FILE' },
      { text: 'run fuzzing on FILE' },
    ]);
  });

  it('comes once where two needs lead to the same, and not at all where there is none', () => {
    const tests = { claim: 'test-result', wanted: SUITE } as const;
    expect(recipesFor([RECIPE], [tests, tests, { claim: 'sbom', wanted: [] }])).toHaveLength(1);
  });
});
