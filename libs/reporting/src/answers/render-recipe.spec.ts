import { describe, expect, it } from '@jest/globals';

import type { ControlExplanation, GapPlan, GapStep, Recipe, Snippet } from '#compliance';
import { asIs } from '#compliance';

import { renderControl } from './render-control.js';
import { renderGaps } from './render-gaps.js';
import { renderRecipe } from './render-recipe.js';

const NAMES = { release: 'app@1', pathOf: () => undefined };
const TEXT = 'job:\n  run: test @@SUITE@@\n';
const RULE = 'id: tests\nkinds: [test-result]\nsigner: us\n';
const SNIPPET: Snippet = { language: 'yaml', text: TEXT, needs: ['make'], notes: ['Pin it.'], rule: RULE };
const NONE = { none: 'Nobody does.' };
const RECIPE: Recipe = {
  ...{ id: 'test-result', claim: 'test-result', title: 'Test it', version: '1', makes: 'a test', notes: 'Often.' },
  when: {},
  placeholders: { SUITE: { says: 'the suite', example: 'unit', field: 'suite' } },
  tools: { 'github-actions': SNIPPET, 'gitlab-ci': NONE, tekton: NONE, cosign: NONE },
};
const SCAN: Recipe = {
  ...{ ...RECIPE, id: 'sbom', claim: 'sbom', title: 'List it' },
  tools: { ...RECIPE.tools, 'github-actions': { ...SNIPPET, rule: RULE.replace('test-result', 'sbom') } },
};
const SCOPE = { organization: 'acme', product: 'app', release: '1' };
const RECIPES = [RECIPE, SCAN];

function step(claim: 'test-result' | 'sbom' | 'vex', ...suites: readonly string[]): GapStep {
  const wanted = suites.length === 0 ? [] : [{ field: 'suite', anyOf: suites }];
  const action = { kind: 'evidence', verb: 'produce', claim, wanted, asks: [], members: [], repair: [] } as const;
  return { action: { ...action, independent: false }, moves: ['X.1'], reaches: [], remedies: [], plans: [] };
}
function plan(...steps: readonly GapStep[]): GapPlan {
  return {
    profile: 'p',
    of: 1,
    reached: [],
    steps,
    unreachable: [],
    components: [],
    minimality: 'smallest',
    considered: 1,
  };
}
const gaps = (tool: 'github-actions' | 'gitlab-ci', ...steps: readonly GapStep[]) =>
  renderGaps(plan(...steps), NAMES, { tool, recipes: RECIPES, scope: SCOPE });

describe('what to paste, on a terminal', () => {
  const out = gaps('github-actions', step('test-result', 'fuzzing', 'security'));

  it('stands between rulers exactly as it is', () => {
    expect(out).toContain('\n-------- 8< --------\njob:\n  run: test fuzzing\n-------- >8 --------\n');
    expect(out).toContain(`\n-------- 8< --------\n${RULE}-------- >8 --------\n`);
  });

  it('says what was filled in, what else would do, what is needed and what to mind', () => {
    expect(out).toContain('filled in: SUITE fuzzing (security would do as well)');
    expect(out).toContain('needs on the PATH: make');
    expect(out).toContain('- Pin it.');
  });

  it('says what is to be replaced where nothing is known', () => {
    expect(gaps('github-actions', step('test-result'))).toMatch(/replace\n +SUITE: the suite, such as unit\n/);
  });

  it('is told by the step where it was, with what is other', () => {
    const twice = gaps('github-actions', step('test-result', 'a'), step('test-result', 'b'));
    expect(twice).toContain('To paste: as in step 1, with SUITE b.');
    expect(twice.match(/8</g)).toHaveLength(2);
  });

  it('tells a trust rule by the step where one expects the same signer', () => {
    const both = gaps('github-actions', step('test-result', 'a'), step('sbom'));
    expect(both).toContain('and its trust rule: as in step 1, with kinds: [sbom]');
    expect(both.match(/8</g)).toHaveLength(3);
  });

  it('says why there is nothing, once, and where there is no recipe', () => {
    const none = gaps('gitlab-ci', step('test-result', 'a'), step('test-result', 'b'), step('vex'));
    expect(none.match(/With GitLab CI there is nothing to paste: Nobody does\./g)).toHaveLength(1);
    expect(none).toContain('There is no recipe for vex.');
  });

  it('obeys nothing in it', () => {
    const hostile = {
      ...RECIPE,
      title: 'a\u001b[31m',
      tools: { ...RECIPE.tools, cosign: { ...SNIPPET, text: 'x\u202e' } },
    };
    const shown = renderRecipe(asIs(hostile), 'cosign');
    expect(shown).toContain('a[U+001B]');
    expect(shown).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('how to ask for it', () => {
  it('is said below a plan that has steps, and below an explanation that lacks something', () => {
    expect(renderGaps(plan(step('sbom')), NAMES)).toMatch(/--snippets with github-actions, .* or cosign\n$/);
    expect(renderGaps(plan(), NAMES)).not.toContain('--snippets');
    const lacking = { status: 'MISSING', reason: 'EVIDENCE_MISSING', population: {}, human: 'OPEN', control: 'X.1' };
    const lists = { members: [], components: [], evidence: [], findings: [], layers: [], plans: [] };
    const explained = { ...lacking, ...lists, summary: '', rationale: '', remedy: '' } as unknown as ControlExplanation;
    expect(renderControl(explained, NAMES)).toContain('--snippets');
  });
});
