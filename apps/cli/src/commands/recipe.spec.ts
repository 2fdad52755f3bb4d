import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseYaml } from 'yaml';

import type { RecipeLine } from '../recipe/recipe-json.js';
import { aver, FLAGSHIP, Folders, WORLD_NOW, write, type Said } from '../testing/aver.js';

const folders = new Folders();
afterAll(() => folders.remove());

/** Two tasks for people, and one whose evidence is too old half a year later. */
const PROFILE = `id: small
version: '1'
title: Small
catalog: ssdf-1.1
purpose: to test
accepts: []
controls: { PO.1.1: SELF_ATTESTED, PO.1.2: SELF_ATTESTED, RV.1.3: SUPPORTED }
`;
const LATER = '2025-12-01';

let workspace: string;
let profile: string;
beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
  const folder = await folders.fresh();
  await write(folder, new Map([['small.yaml', PROFILE]]));
  profile = `${folder}/small.yaml`;
});

const ask = (asOf: string, ...argv: readonly string[]): Promise<Said> =>
  aver([...argv, '--workspace', workspace, '--as-of', asOf]);
const gaps = (...argv: readonly string[]) => ask(LATER, 'gaps', FLAGSHIP, '--profile', profile, ...argv);

/** What stands between rulers. */
function pasteable({ out }: Said): readonly string[] {
  return [...out.matchAll(/^-+ 8< -+\n([^]*?)\n-+ >8 -+$/gm)].flatMap(([, text]) => text ?? []);
}

describe('aver recipe', () => {
  it('lists what there is', async () => {
    const { exit, out } = await aver(['recipe', 'list']);
    expect(exit).toBe(0);
    expect(out).toMatch(/^sbom +Make an SBOM .* \(github-actions, gitlab-ci, tekton, cosign\)$/m);
    expect(out).toMatch(/^evidence-keeping .* \(no tool\)$/m);
  });

  it('shows one for a tool: what to replace, what to paste and the trust rule', async () => {
    const said = await aver(['recipe', 'show', 'sbom', '--tool', 'github-actions']);
    expect(said.out).toContain('makes https://cyclonedx.org/bom');
    expect(said.out).toMatch(/ARTIFACTS: the released files, such as /);
    const [snippet = '', rule = ''] = pasteable(said);
    expect(parseYaml(snippet)).toMatchObject({ permissions: { 'id-token': 'write' } });
    expect(parseYaml(rule)).toMatchObject({ kinds: ['sbom'] });
  });

  it('shows one for every tool, or why there is nothing to paste', async () => {
    const { out } = await aver(['recipe', 'show', 'build-provenance']);
    expect(out).toContain('With plain cosign there is nothing to paste: Provenance is worth something because');
  });

  it('gives one as JSON', async () => {
    const { out } = await aver(['--json', 'recipe', 'show', 'sbom', '--tool', 'cosign']);
    expect(JSON.parse(out)).toMatchObject({ recipe: 'sbom', tool: 'cosign', snippet: { language: 'sh' } });
  });

  it('knows what it has not', async () => {
    const { exit, notes } = await aver(['recipe', 'show', '../sbom']);
    expect({ exit, notes }).toMatchObject({ exit: 3, notes: expect.stringContaining('RECIPE_UNKNOWN') });
    expect((await aver(['recipe', 'show', 'sbom', '--tool', 'jenkins'])).exit).toBe(3);
  });
});

describe('text to paste for a gap plan', () => {
  it('is there for a tool that is asked for; else how to ask', async () => {
    const plain = await gaps();
    expect(plain.out).toMatch(/\nText to paste .*: --snippets with github-actions, gitlab-ci, tekton or cosign\n?$/);
    expect(pasteable(plain)).toEqual([]);
    const [snippet = '', rule = ''] = pasteable(await gaps('--snippets', 'github-actions'));
    expect(parseYaml(snippet)).toMatchObject({ on: { schedule: expect.any(Array) }, jobs: expect.any(Object) });
    expect(parseYaml(rule)).toMatchObject({ kinds: ['test-result'] });
  });

  it('is shown once, and afterwards only what is other', async () => {
    const { out } = await gaps('--snippets', 'cosign');
    expect(out.match(/8<.*\n#!\/bin\/sh\n[^]*?human-evidence\/v1/g)).toHaveLength(1);
    expect(out).toMatch(/^ {2}To paste: as in step \d+, with CONTROL PO\.\d\.\d\.$/m);
  });

  it('stands in JSON beside each step, by name or with what to paste', async () => {
    const recipesIn = async (...argv: readonly string[]) => {
      const { out } = await ask(LATER, '--json', 'gaps', FLAGSHIP, '--profile', profile, ...argv);
      const { plan, recipes } = JSON.parse(out) as { plan: { steps: unknown[] }; recipes: RecipeLine[][] };
      expect(recipes).toHaveLength(plan.steps.length);
      return recipes.flat();
    };
    const named = await recipesIn();
    expect(named.map(({ recipe }) => recipe)).toContain('human-evidence');
    expect(named.every(({ snippet }) => snippet === undefined)).toBe(true);
    expect((await recipesIn('--snippets', 'cosign')).every(({ snippet }) => snippet !== undefined)).toBe(true);
  });
});

describe('text to paste for an explanation', () => {
  const explain = (asOf: string, control: string, ...argv: readonly string[]) =>
    ask(asOf, 'assess', FLAGSHIP, '--explain', control, ...argv);

  it('carries the name of the suite that the control looks for', async () => {
    const said = await explain(LATER, 'RV.1.3', '--snippets', 'gitlab-ci');
    expect(said.out).toContain('SUITE security-contact');
    expect(pasteable(said)[0]).toContain('"configuration": [{ "name": "security-contact" }]');
  });

  it('is not offered where nothing is to be done', async () => {
    expect((await explain(WORLD_NOW, 'PS.2.1')).out).not.toContain('--snippets');
    expect(pasteable(await explain(WORLD_NOW, 'PS.2.1', '--snippets', 'cosign'))).toEqual([]);
  });

  it('goes with an explanation only', async () => {
    expect((await ask(WORLD_NOW, 'assess', FLAGSHIP, '--snippets', 'cosign')).exit).toBe(3);
  });
});
