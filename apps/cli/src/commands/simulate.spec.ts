import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { segmentAt, type Assessment, type Comparison, type Simulation } from '#compliance';
import { parseInstant } from '#kernel';

import { aver, FLAGSHIP, Folders, SAMPLE, write, WORLD_NOW } from '../testing/aver.js';
import { LOOSENING_LAYER as LAYER } from '../../../../libs/compliance/src/testing/loosening-layer.js';
import { layeredWorkspace } from '../testing/layered-workspace.js';

const folders = new Folders();
afterAll(() => folders.remove());

const SHIPPED = new URL('../../../../mappings/ssdf-1.1.mapping.yaml', import.meta.url);
const now = ['--as-of', WORLD_NOW] as const;
const RULE = SAMPLE.trustRules.find(({ id }) => id === 'hosted-builder');
let workspace: string;
beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
});

const simulate = (...argv: readonly string[]) =>
  aver(['simulate', FLAGSHIP, '--workspace', workspace, ...now, ...argv]);
async function simulated(...argv: readonly string[]): Promise<Simulation> {
  const { out } = await aver(['--json', 'simulate', FLAGSHIP, '--workspace', workspace, ...now, ...argv]);
  return (JSON.parse(out) as { simulation: Simulation }).simulation;
}
async function file(name: string, text: string): Promise<string> {
  const path = join(await folders.fresh(), name);
  await write('/', new Map([[path, text]]));
  return path;
}
const partsOf = ({ moved }: Simulation) => [
  ...new Set(moved.flatMap(({ differences }) => differences.flatMap(({ causes }) => causes.map(({ part }) => part)))),
];

describe('aver simulate', () => {
  it('of nothing moves nothing, and exits 0', async () => {
    const { exit, out } = await simulate();
    expect(exit).toBe(0);
    expect(out).toMatch(/^Looked at 1 release\. Nothing was changed\.$/m);
    expect(out).toContain('Nothing moves.');
  });

  it('shows counts before and after, then what moves and why, and exits 1', async () => {
    const { exit, out } = await simulate('--retire-rule', 'hosted-builder');
    expect(exit).toBe(1);
    expect(out).toMatch(/^ {2}✔ Evidenced {2,}\d+ +\d+ +−\d+$/m);
    expect(out).toMatch(new RegExp(`^${FLAGSHIP}: \\d+ controls would move$`, 'm'));
    expect(out).toContain('because the same evidence is judged otherwise');
  });

  it('of a layer comes to what the layer then does in the workspace', async () => {
    const layer = await file('own.layer.yaml', LAYER);
    const { after, moved, layers } = await simulated('--layer', layer);
    const { out } = await aver([
      ...['--json', 'assess', FLAGSHIP, '--workspace'],
      ...[await layeredWorkspace(workspace, new Map([['own.layer.yaml', LAYER]])), ...now],
    ]);
    const { results } = JSON.parse(out) as Assessment;
    const statuses = results.map((result) => segmentAt(result, parseInstant(WORLD_NOW)).status);
    for (const [status, count] of Object.entries(after)) {
      expect([status, statuses.filter((each) => each === status).length]).toEqual([status, count]);
    }
    expect(moved.flatMap(({ differences }) => differences.map(({ control }) => control))).toEqual(['PS.3.2']);
    expect(layers[0]).toMatchObject({ control: 'PS.2.1', direction: 'loosened' });
  });

  it('of a rule that takes the place of another verifies the evidence again', async () => {
    const rules = await file('rules.json', JSON.stringify([{ ...RULE, teamControlled: true }]));
    expect(partsOf(await simulated('--rules', rules))).toEqual(['trust']);
  });

  it('of a mapping in a file gives the mapping as the cause', async () => {
    const text = readFileSync(SHIPPED, 'utf8').replaceAll('cap: satisfied', 'cap: partial');
    expect(partsOf(await simulated('--to-mapping', await file('own.mapping.yaml', text)))).toEqual(['mapping']);
  });

  it.each([
    ['a rule that is not there', ['--retire-rule', 'nobody'], 'RULE_UNKNOWN'],
    ['the rule of the key that signs', ['--retire-rule', 'organization-key'], 'RULE_UNKNOWN'],
    ['a mapping and a framework at once', ['--to-mapping', 'x.yaml', '--to-framework', 'slsa-1.2'], 'FRAMEWORK_TWICE'],
    ['a framework that is not there', ['--to-framework', 'nowhere'], 'FRAMEWORK_UNKNOWN'],
  ])('refuses %s', async (_, argv, code) => {
    const { exit, notes } = await simulate(...argv);
    expect(exit).toBe(3);
    expect(notes).toContain(code);
  });
});

describe('aver compare by two mappings', () => {
  const compare = async (...argv: readonly string[]) => {
    const asOf = ['--as-of-a', WORLD_NOW, '--as-of-b', WORLD_NOW];
    const { out } = await aver(['--json', 'compare', FLAGSHIP, FLAGSHIP, '--workspace', workspace, ...asOf, ...argv]);
    return (JSON.parse(out) as { comparison: Comparison }).comparison.differences;
  };

  it('gives the mapping as the cause of each difference', async () => {
    const text = readFileSync(SHIPPED, 'utf8').replaceAll('cap: satisfied', 'cap: partial');
    const differences = await compare('--to-mapping', await file('own.mapping.yaml', text));
    expect(differences.map(({ control }) => control)).toEqual(expect.arrayContaining(['PS.2.1', 'PS.3.2']));
    expect(new Set(differences.flatMap(({ causes }) => causes.map(({ part }) => part)))).toEqual(new Set(['mapping']));
  });

  it('names controls that only one of two catalogs has', async () => {
    const differences = await compare('--to-framework', 'slsa-1.2');
    const [gone, come] = [differences.filter(({ after }) => !after), differences.filter(({ before }) => !before)];
    expect(gone.length).toBe(42);
    expect(come.length).toBeGreaterThan(10);
  });
});
