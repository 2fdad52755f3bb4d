import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { segmentAt, type Assessment } from '#compliance';
import { parseInstant } from '#kernel';

import { aver, FLAGSHIP, Folders, SAMPLE, write, WORLD_NOW } from '../testing/aver.js';

const folders = new Folders();
afterAll(() => folders.remove());

let workspace: string;
beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
});

const assess = (...argv: readonly string[]) => aver(['assess', '--workspace', workspace, ...argv]);

async function statusesAt(asOf: string): Promise<ReadonlyMap<string, string>> {
  const { out } = await aver(['--json', 'assess', FLAGSHIP, '--workspace', workspace, '--as-of', asOf]);
  const { results } = JSON.parse(out) as Assessment;
  return new Map(results.map((result) => [result.control, segmentAt(result, parseInstant(asOf)).status]));
}

describe('aver assess', () => {
  it('is not met while one task is not, and shows all 42 with the reason', async () => {
    const { exit, out, notes } = await assess(FLAGSHIP, '--as-of', WORLD_NOW);
    expect(exit).toBe(1);
    expect(out).toMatch(/^SYNTHETIC/);
    expect(out.split('\n').filter((line) => /^(PO|PS|PW|RV)\.\d\.\d /.test(line))).toHaveLength(42);
    expect(notes).toContain('Next: ');
  });

  it('takes every release where none is named', async () => {
    const { out } = await aver(['--json', 'assess', '--workspace', workspace, '--as-of', WORLD_NOW]);
    expect(out.split('\n')).toHaveLength(SAMPLE.products.flatMap(({ releases }) => releases).length);
  });

  it.each([80, 120])('keeps to a page of %d columns', async (columns) => {
    const { out } = await aver(['assess', FLAGSHIP, '--workspace', workspace, '--as-of', WORLD_NOW], { columns });
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
  });

  it('says as of later that evidence has grown stale, and as of earlier that it was not there yet', async () => {
    const now = await statusesAt(WORLD_NOW);
    const later = await statusesAt('2027-06-01T12:00:00Z');
    const earlier = await statusesAt('2020-01-01T00:00:00Z');
    expect(now.get('PS.2.1')).toBe('EVIDENCED');
    expect([...later.values()]).toContain('STALE');
    expect([...now.values()].filter((status) => status === 'STALE')).toEqual([]);
    expect(earlier.get('PS.2.1')).toBe('MISSING');
  });

  it('prints the same bytes for the same moment', async () => {
    const again = () => aver(['--json', 'assess', FLAGSHIP, '--workspace', workspace, '--as-of', WORLD_NOW]);
    expect((await again()).out).toBe((await again()).out);
  });

  it.each([
    ['a release that is not there', ['aurora-gateway@9.9.9'], 'RELEASE_UNKNOWN'],
    ['a name that is none', ['aurora-gateway'], 'RELEASE_NAME'],
    ['a moment that is none', ['--as-of', 'yesterday'], 'INSTANT_INVALID'],
    ['a day that is in no calendar', ['--as-of', '2025-13-01'], 'INSTANT_INVALID'],
  ])('refuses %s before anything is judged', async (_, argv, code) => {
    const { exit, out, notes } = await assess(...argv);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(notes).toContain(`(${code})`);
    expect(notes).not.toContain('verifying');
  });

  it('knows the releases that there are when one is misspelt', async () => {
    expect((await assess('aurora@1')).notes).toContain(FLAGSHIP);
  });
});

describe('a workspace', () => {
  async function changed(change: (text: string) => string): Promise<string> {
    const text = await readFile(workspace, 'utf8');
    const file = join(dirname(workspace), `changed-${changes++}.yaml`);
    await writeFile(file, change(text));
    return file;
  }
  let changes = 0;

  it('may not name its own rule for the key that signs', async () => {
    const file = await changed((text) => text.replace('id: aurora-gateway-pipeline', 'id: organization-key'));
    const { exit, notes } = await aver(['assess', '--workspace', file]);
    expect(exit).toBe(3);
    expect(notes).toMatch(/rules\[0\].*organization-key.*\(RULE_RESERVED\)/);
  });

  it.each([
    ['evidence that is not there', (text: string) => text.replace('- evidence\n', '- nowhere\n'), 'FILE_UNREADABLE'],
    [
      'a trust root that is not there',
      (text: string) => text.replace('trusted_root.json', 'x.json'),
      'FILE_UNREADABLE',
    ],
    ['a rule that is none', (text: string) => text.replace('kind: certificate', 'kind: guess'), 'rules\\[0\\]'],
    ['aliases without end', () => `a: &a [x, x, x, x, x, x, x, x, x]\n${laughs()}`, 'WORKSPACE_INVALID'],
  ])('with %s is refused', async (_, change, code) => {
    const { exit, notes } = await aver(['assess', '--workspace', await changed(change)]);
    expect(exit).toBe(3);
    expect(notes).toMatch(new RegExp(code));
  });

  it('that is no UTF-8 is refused', async () => {
    const folder = await folders.fresh();
    await write(folder, new Map([['w.yaml', Uint8Array.of(0xff, 0xfe)]]));
    expect(await aver(['assess', '--workspace', join(folder, 'w.yaml')])).toMatchObject({
      exit: 3,
      notes: expect.stringContaining('UTF8_INVALID'),
    });
  });

  it('does not follow links out of its folder', async () => {
    const folder = await folders.fresh();
    await mkdir(join(folder, 'evidence'));
    await symlink('/etc/hostname', join(folder, 'evidence', 'link.json'));
    const text = `organization: { slug: a, name: A }\nevidence: [evidence]\nproducts: [{ slug: p, name: P, releases: [{ version: '1' }] }]\n`;
    await write(folder, new Map([['w.yaml', text]]));
    const { exit, notes } = await aver(['assess', '--workspace', join(folder, 'w.yaml')]);
    expect(exit).toBe(1);
    expect(notes).toContain('verifying evidence: 0');
  });
});

/** Each line nine times the one before. */
function laughs(): string {
  const names = ['b', 'c', 'd', 'e', 'f', 'g'];
  return names
    .map(
      (name, index) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${index === 0 ? 'a' : names[index - 1]}`)
          .join(', ')}]`,
    )
    .join('\n');
}
