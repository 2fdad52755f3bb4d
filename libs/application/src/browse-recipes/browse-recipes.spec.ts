import { describe, expect, it } from '@jest/globals';

import type { Recipe } from '#compliance';

import type { Frameworks } from '../ports/index.js';
import { testActor } from '../testing/test-actor.js';
import { BrowseRecipes } from './browse-recipes.js';

const NONE = { none: 'nobody does' };
const SNIPPET = { language: 'sh', text: 'test @@SUITE@@', needs: [], notes: [], rule: 'id: x' } as const;
const RECIPE: Recipe = {
  ...{ id: 'test-result', claim: 'test-result', title: 'Test', version: '1', makes: 'a test', notes: '', when: {} },
  placeholders: { SUITE: { says: 'the suite', example: 'unit', field: 'suite' } },
  tools: { 'github-actions': NONE, 'gitlab-ci': NONE, tekton: NONE, cosign: SNIPPET },
};
const frameworks: Pick<Frameworks, 'recipes'> = { recipes: () => [RECIPE] };
const browse = new BrowseRecipes({ frameworks: frameworks as Frameworks });
const actor = testActor({ permissions: ['report:read'] });

describe('recipes', () => {
  it('are listed and found with nothing filled in', () => {
    expect(browse.list(actor)).toMatchObject([{ id: 'test-result', tools: { cosign: { text: 'test SUITE' } } }]);
    expect(browse.find(actor, 'test-result')).toEqual(browse.list(actor)[0]);
    expect(browse.find(actor, 'sbom')).toBeUndefined();
  });

  it('for a need have filled in what it says', () => {
    const needs = [{ claim: 'test-result', wanted: [{ field: 'suite', anyOf: ['fuzzing'] }] }] as const;
    expect(browse.for(actor, needs)).toMatchObject([{ tools: { cosign: { text: 'test fuzzing' } } }]);
  });
});
