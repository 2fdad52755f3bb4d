import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Comparison, ControlExplanation, GapPlan, GateResult, Sample } from '#compliance';

import { aver, FLAGSHIP, Folders, SAMPLE, write, WORLD_NOW, type Said } from '../testing/aver.js';

const folders = new Folders();
afterAll(() => folders.remove());

let workspace: string;
beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
});

const ESCAPE = '\u001b[31m';
const ask = (...argv: readonly string[]): Promise<Said> => aver([...argv, '--workspace', workspace]);
const now = ['--as-of', WORLD_NOW] as const;
const jsonOf = ({ out }: Said): unknown => JSON.parse(out);

describe('aver assess --explain', () => {
  it('says rule, population, evidence, what each member has and what is next', async () => {
    const { exit, out } = await ask('assess', FLAGSHIP, '--explain', 'PS.2.1', ...now);
    expect(exit).toBe(0);
    expect(out).toMatch(new RegExp(`^PS\\.2\\.1 of ${FLAGSHIP}: ✔ Evidenced`));
    for (const title of [
      'Asked',
      'The rule (grade A, cap satisfied)',
      'Judged over',
      'What each has',
      'Verified evidence',
      'Next',
    ])
      expect(out).toContain(`\n${title}\n`);
    expect(out).toMatch(/sha256:[0-9a-f]{12}… evidence\//);
    expect(out).toMatch(/signed at 20\d\d-.* by .*; trust rule /);
  });

  it('tells the same as the assessment, as JSON with its version', async () => {
    const said = jsonOf(await ask('--json', 'assess', FLAGSHIP, '--explain', 'PO.1.1', ...now)) as {
      schema: string;
      explanation: ControlExplanation;
    };
    expect(said.schema).toBe('averment.explanation/1');
    expect(said.explanation).toMatchObject({ control: 'PO.1.1', grade: 'D', cap: 'manual', members: [] });
  });

  it('is not met where the result is not, and knows every control', async () => {
    expect((await ask('assess', FLAGSHIP, '--explain', 'PS.2.1', '--as-of', '2020-01-01')).exit).toBe(1);
    const unknown = await ask('assess', FLAGSHIP, '--explain', 'PO.9.9', ...now);
    expect(unknown).toMatchObject({ exit: 3, out: '', notes: expect.stringContaining('CONTROL_UNKNOWN') });
  });
});

describe('aver gaps', () => {
  it('plans steps that are ranked, and counts what is there before and after', async () => {
    const { exit, out } = await ask('gaps', FLAGSHIP, '--profile', 'ssdf-1.1-reachable', ...now);
    expect(exit).toBe(1);
    expect(out).toMatch(/^\d+ of 42 controls are there now; 42 of 42 when this is done\.$/m);
    expect(out).toMatch(/^1\. /m);
  });

  it('gives the plan as JSON: the most effective evidence first, nothing without a reason', async () => {
    const { schema, plan } = jsonOf(await ask('--json', 'gaps', FLAGSHIP, '--profile', 'ssdf-1.1-machine', ...now)) as {
      schema: string;
      plan: GapPlan;
    };
    expect(schema).toBe('averment.gaps/1');
    expect(plan).toMatchObject({ profile: 'ssdf-1.1-machine', of: 27, unreachable: [] });
    const counts = plan.steps.filter(({ action }) => action.kind === 'evidence').map(({ moves }) => moves.length);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });

  it('is met where nothing is to be done', async () => {
    const file = await profileFile('X', 'PS.2.1: EVIDENCED');
    expect((await ask('gaps', FLAGSHIP, '--profile', file, ...now)).exit).toBe(0);
  });
});

describe('aver gate', () => {
  it('passes with 0 where the profile is met', async () => {
    const { exit, out } = await ask(
      'gate',
      FLAGSHIP,
      '--profile',
      await profileFile('own', 'PS.2.1: EVIDENCED'),
      ...now,
    );
    expect({ exit, out }).toMatchObject({ exit: 0, out: expect.stringMatching(/^PASSED/) });
  });

  it('stops with 1 where it is not, and says what is missing', async () => {
    const { exit, out } = await ask('gate', FLAGSHIP, '--profile', 'ssdf-1.1-reachable', ...now);
    expect(exit).toBe(1);
    expect(out).toMatch(/^FAILED[^]*PO\.1\.1/);
  });

  it('stops with 1 on a release of which nothing is known', async () => {
    const empty = join(await folders.fresh(), 'w.yaml');
    await writeFile(
      empty,
      'organization: { slug: a, name: A }\nproducts: [{ slug: p, name: P, releases: [{ version: "1" }] }]\n',
    );
    const said = await aver(['--json', 'gate', 'p@1', '--workspace', empty, '--profile', 'ssdf-1.1-machine']);
    expect(said.exit).toBe(1);
    expect((jsonOf(said) as { result: GateResult }).result).toMatchObject({ outcome: 'failed', emptyScope: true });
  });

  it.each([
    ['an unknown profile', 'nobody', 'PROFILE_UNKNOWN'],
    ['a profile outside its folder', '..', 'PROFILE_UNKNOWN'],
    ['a profile file that is not there', './nowhere.yaml', 'FILE_UNREADABLE'],
  ])('does not pass with %s', async (_, profile, code) => {
    const { exit, out, notes } = await ask('gate', FLAGSHIP, '--profile', profile, ...now);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(notes).toContain(code);
  });

  it('does not pass with a profile that asks for nothing', async () => {
    const { exit, notes } = await ask('gate', FLAGSHIP, '--profile', await profileFile('own', '{}'), ...now);
    expect(exit).toBe(3);
    expect(notes).toContain('PROFILE_INVALID');
  });

  it('writes JUnit XML and a job summary', async () => {
    const folder = await folders.fresh();
    const [junit, markdown] = [join(folder, 'gate.xml'), join(folder, 'gate.md')];
    await ask('gate', FLAGSHIP, '--profile', 'cisa-form-1.0', '--junit', junit, '--markdown', markdown, ...now);
    expect(await readFile(junit, 'utf8')).toMatch(/^<\?xml[^]*<testsuites tests="31"[^]*<\/testsuites>\n$/);
    expect(await readFile(markdown, 'utf8')).toMatch(/^## FAILED: <code>/);
  });

  it('shows hostile profile names without obeying them', async () => {
    const file = await profileFile('own', 'PS.2.1: EVIDENCED', `"v${ESCAPE.replace('\u001b', '\\e')}1"`);
    const { out } = await ask('gate', FLAGSHIP, '--profile', file, ...now);
    expect(out).not.toContain('\u001b');
  });
});

describe('aver compare', () => {
  it('finds no difference between a release and itself', async () => {
    const said = await ask('compare', FLAGSHIP, FLAGSHIP, '--as-of-a', WORLD_NOW, '--as-of-b', WORLD_NOW);
    expect(said).toMatchObject({ exit: 0, out: expect.stringContaining('0 controls differ') });
  });

  it('gives time as the cause where only time has passed', async () => {
    const said = await ask('--json', 'compare', FLAGSHIP, FLAGSHIP, '--as-of-a', WORLD_NOW, '--as-of-b', '2027-06-01');
    const { schema, comparison } = jsonOf(said) as { schema: string; comparison: Comparison };
    expect(said.exit).toBe(1);
    expect(schema).toBe('averment.comparison/1');
    expect(comparison.differences.length).toBeGreaterThan(0);
    for (const { causes } of comparison.differences) expect(causes.map(({ part }) => part)).toContain('time');
  });

  it('says of two releases what one lacks', async () => {
    const other = SAMPLE.products
      .flatMap(({ slug, releases }) => releases.map(({ version }) => `${slug}@${version}`))
      .find((name) => name !== FLAGSHIP);
    const { out } = await ask('compare', FLAGSHIP, other ?? '', '--as-of-a', WORLD_NOW, '--as-of-b', WORLD_NOW);
    expect(out).toContain('because it is another release, with other evidence');
  });
});

describe('aver sample', () => {
  it('draws the same again, and prints what fixes the draw', async () => {
    const draw = () => ask('sample', FLAGSHIP, '--size', '2', '--seed', 'root of checkpoint 7', ...now);
    const { exit, out } = await draw();
    expect(exit).toBe(0);
    expect(out).toContain('averment.sample/1');
    expect(out).toContain('root of checkpoint 7');
    expect((await draw()).out).toBe(out);
  });

  it('gives members with their evidence as JSON', async () => {
    const said = await ask('--json', 'sample', FLAGSHIP, '--size', '1', '--seed', 's', ...now);
    const { sample } = jsonOf(said) as { sample: Sample };
    expect(sample.members).toHaveLength(1);
    expect(sample.members[0]?.evidence.length).toBeGreaterThan(0);
  });

  it.each(['0', '-1', '1e3', 'all'])('refuses the size %s', async (size) => {
    expect(await ask('sample', FLAGSHIP, '--size', size, '--seed', 's')).toMatchObject({ exit: 3, out: '' });
  });
});

async function profileFile(id: string, controls: string, version = '"1"'): Promise<string> {
  const folder = await folders.fresh();
  const listed = controls === '{}' ? ' {}' : `\n  ${controls}`;
  const text = `id: ${id}\nversion: ${version}\ntitle: T\ncatalog: ssdf-1.1\npurpose: tests\naccepts: []\ncontrols:${listed}\n`;
  await write(folder, new Map([['p.yaml', text]]));
  return join(folder, 'p.yaml');
}
