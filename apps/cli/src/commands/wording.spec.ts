import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { controlsOf } from '#compliance';
import { packageFrameworks } from '#platform';

import { aver, FLAGSHIP, Folders, WORLD_NOW } from '../testing/aver.js';

const folders = new Folders();
afterAll(() => folders.remove());

const ORIGIN = {
  ...{ digest: `sha256:${'a'.repeat(64)}`, uuid: '6a3e7c6e-3f7c-4c39-9d2b-0c6d3f0f7a11', title: 'The publication' },
  ...{ version: '1.1', lastModified: '2026-01-01', oscalVersion: '1.1.2' },
};
const TEXTS = Object.fromEntries(
  controlsOf(packageFrameworks().current().catalog).map(({ id }) => [id, `What ${id} says, officially.`]),
);
let workspace: string;

async function worded(texts: Readonly<Record<string, string>>): Promise<string> {
  const folder = dirname(workspace);
  await writeFile(join(folder, 'w.yaml'), JSON.stringify({ catalog: 'ssdf-1.1', importedFrom: ORIGIN, texts }));
  const file = join(folder, 'worded.yaml');
  await writeFile(file, `${(await readFile(workspace, 'utf8')).trimEnd()}\nwordings: [w.yaml]\n`);
  return file;
}

beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
});

describe('official wording in a workspace', () => {
  it('stands in the explanation, with where it comes from', async () => {
    const argv = ['assess', FLAGSHIP, '--explain', 'PS.2.1', '--as-of', WORLD_NOW, '--workspace', await worded(TEXTS)];
    const { out } = await aver(argv);
    expect(out).toContain('Official wording: What PS.2.1 says, officially.');
    expect(out).toContain('from “The publication”, version 1.1');
  });

  it('stands in the report that is signed, and in no other file of the pack', async () => {
    const output = await folders.fresh();
    const argv = [
      'attest',
      FLAGSHIP,
      '--workspace',
      await worded(TEXTS),
      '--key',
      join(output, 'k.pem'),
      '--output',
      output,
    ];
    expect((await aver(argv, { environment: { AVERMENT_KEY_PASSPHRASE: 'a passphrase of the tests' } })).exit).toBe(0);
    expect(await readFile(join(output, 'report.html'), 'utf8')).toContain('What PS.2.1 says, officially.');
    const { out } = await aver(['replay', join(output, 'pack')]);
    expect(out).toMatch(/^INTACT +yes[^]*^CONSISTENT +yes/m);
    expect(out).toContain('Whether the report says what the statement says');
  });

  it('is refused where it is not whole', async () => {
    const { exit, notes } = await aver([
      'assess',
      FLAGSHIP,
      '--explain',
      'PS.2.1',
      '--workspace',
      await worded({ 'PS.2.1': 'x' }),
    ]);
    expect(exit).toBe(3);
    expect(notes).toContain('WORDING_INVALID');
  });
});
