import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { controlsOf, loadCatalog } from '#compliance';
import { digestOf } from '#kernel';
import { packageFrameworks } from '#platform';

import { aver, Folders } from '../testing/aver.js';

const folders = new Folders();
afterAll(() => folders.remove());

const UUID = '14d86c0e-3299-426e-88bd-ab46123c3e75';
const metadata = {
  title: 'Official catalog',
  version: '7',
  'last-modified': '2026-01-01T00:00:00Z',
  'oscal-version': '1.1.3',
};

function oscal(controls: readonly string[]): string {
  const group = {
    id: 'all',
    title: 'All of it',
    controls: controls.map((id) => ({
      id,
      title: id,
      parts: [{ name: 'statement', prose: `Official text of ${id}\u202e.` }],
    })),
  };
  return JSON.stringify({ catalog: { uuid: UUID, metadata, groups: [group] } });
}

const TASKS = controlsOf(packageFrameworks().catalog('ssdf-1.1')).map(({ id }) => id);

let folder: string;
let official: string;
let other: string;
beforeAll(async () => {
  folder = await folders.fresh();
  official = join(folder, 'official.json');
  other = join(folder, 'other.json');
  await writeFile(official, oscal(TASKS));
  await writeFile(other, oscal(['X-1', 'X-2']));
});

describe('aver catalog list', () => {
  it('names every catalog with its status and how many controls it has', async () => {
    const { exit, out } = await aver(['catalog', 'list']);
    expect(exit).toBe(0);
    expect(out).toMatch(/^catalog +ssdf-1\.1 +NIST SP 800-218 .+, version 1\.1, 42 controls$/m);
    expect(out).toMatch(/^catalog +ssdf-1\.2-ipd .+, version 1\.2-ipd, DRAFT, 49 controls$/m);
    expect(out).toMatch(/^catalog +sp800-218a .+, 6 controls, adopts 42 of ssdf-1\.1$/m);
    expect(out).toMatch(/^view +cncf-stages /m);
    expect(out).toMatch(/^crosswalk +osps-baseline-to-ssdf-1\.1 /m);
    expect(out).toMatch(/^mapping +ssdf-1\.1 /m);
  });

  it('is one JSON value per line with --json', async () => {
    const { out } = await aver(['--json', 'catalog', 'list']);
    const lines = out.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(expect.objectContaining({ kind: 'catalog', id: 'slsa-1.2', controls: 22 }));
  });
});

describe('aver catalog show', () => {
  it('shows a catalog with what has become of it', async () => {
    const { exit, out } = await aver(['catalog', 'show', 'cisa-form-1.0']);
    expect(exit).toBe(0);
    expect(out).toContain('Voluntary unless an agency asks for it');
    expect(out).toMatch(/^ {4}1c {2}Several factors/m);
  });

  it('shows one control by its full name, and keeps two things of one id apart', async () => {
    const { out } = await aver(['catalog', 'show', 'sp800-218a:PW.3.1']);
    expect(out).toMatch(/^sp800-218a:PW\.3\.1 {2}Examine data for poisoning.+\[high priority\]$/m);
    const { exit, notes } = await aver(['catalog', 'show', 'ssdf-1.1:PW.3.1']);
    expect(exit).toBe(3);
    expect(notes).toMatch(/no control PW\.3\.1 \(CONTROL_UNKNOWN\)/);
  });

  it('shows what an overlay says about a control it adopts', async () => {
    const { out } = await aver(['catalog', 'show', 'sp800-218a:PS.3.2']);
    expect(out).toMatch(/^ {2}adopted from ssdf-1\.1: priority medium; Names SLSA beside SBOMs/m);
  });

  it('shows what published crosswalks relate a control to', async () => {
    const { out } = await aver(['catalog', 'show', 'ssdf-1.1:PS.2.1']);
    expect(out).toMatch(/^ {2}ssdf-1\.1-to-sp800-53-r5: SA-8$/m);
    expect(out).toMatch(/^ {2}cisa-form-1\.0-to-ssdf-1\.1: 2$/m);
    const { out: json } = await aver(['--json', 'catalog', 'show', 'ssdf-1.1:PS.2.1']);
    expect(JSON.parse(json)).toMatchObject({
      relations: expect.arrayContaining([
        { crosswalk: 'cisa-form-1.0-to-ssdf-1.1', direction: 'to', others: ['2'] },
      ]) as unknown,
    });
  });

  it('finds a control by the spelling of its publication', async () => {
    const { out } = await aver(['catalog', 'show', 'eo-14028-4e:4e(vii)']);
    expect(out).toMatch(/^eo-14028-4e:4e-vii \(4e\(vii\)\) {2}Purchasers get an SBOM/m);
  });

  it('shows levels, views and crosswalks', async () => {
    expect((await aver(['catalog', 'show', 'slsa-1.2'])).out).toMatch(
      /^ {4}isolated {2}Isolated: .+\[from level 3\]$/m,
    );
    expect((await aver(['catalog', 'show', 'cncf-stages'])).out).toMatch(
      /^materials {2}Securing Materials\n {2}PO\.3\.1 /m,
    );
    const { out } = await aver(['catalog', 'show', 's2c2f-to-ssdf-1.1']);
    expect(out).toMatch(/Community Specification License 1\.0/);
    expect(out).toMatch(/^ENF-1 \(.+\): PO\.5\.2/m);
  });

  it('says so when there is nothing of that name', async () => {
    expect((await aver(['catalog', 'show', 'gone'])).notes).toMatch(/there is no catalog gone \(FRAMEWORK_UNKNOWN\)/);
  });
});

describe('aver catalog import', () => {
  it('knows the wording of a catalog that is here by its controls, and shows it with where it came from', async () => {
    const file = join(folder, 'ssdf-1.1.wording.yaml');
    const { exit, notes } = await aver(['catalog', 'import', official, '--output', file]);
    expect([exit, notes]).toEqual([0, expect.stringContaining('official wording of ssdf-1.1: 42 controls')]);

    const { out } = await aver(['catalog', 'show', 'ssdf-1.1:PS.2.1', '--wording', file]);
    expect(out).toContain('| Official text of PS.2.1[U+202E].');
    const digest = digestOf(await readFile(official));
    expect(out).toContain(
      `Official wording, behind "|": from “Official catalog”, version 7, last modified 2026-01-01T00:00:00Z, OSCAL document ${UUID}, file ${digest}.`,
    );
    const json = await aver(['--json', 'catalog', 'show', 'ssdf-1.1', '--wording', file]);
    expect(JSON.parse(json.out)).toMatchObject({ wording: { importedFrom: { digest, uuid: UUID } } });
  });

  it('makes a catalog of what is not here, which can be shown with where it came from', async () => {
    const file = join(folder, 'x-1.catalog.yaml');
    const { exit, notes } = await aver(['catalog', 'import', other, '--as', 'x-1', '--output', file]);
    expect([exit, notes]).toEqual([0, 'catalog x-1: 1 groups, 1 headings, 2 controls']);
    const { out } = await aver(['catalog', 'show', file]);
    expect(out).toMatch(/^x-1 {2}Official catalog, version 7 \(DRAFT\)$/m);
    expect(out).toMatch(/The texts are imported: from “Official catalog”.+file sha256:[0-9a-f]{64}\.$/m);
    expect(out).toContain('X-1  Official text of X-1[U+202E].');
  });

  it('prints what it makes where no file is named, under an id of its own', async () => {
    const { out } = await aver(['catalog', 'import', other]);
    expect(loadCatalog(out, 'out').id).toBe('official-catalog-7');
  });

  it('makes a catalog of its own of what is here when it is told another id', async () => {
    const { notes } = await aver(['catalog', 'import', official, '--as', 'nist-ssdf']);
    expect(notes).toBe('catalog nist-ssdf: 1 groups, 1 headings, 42 controls');
  });

  it('takes the wording that lies beside a catalog file', async () => {
    const catalog = join(folder, 'mine.catalog.yaml');
    await writeFile(catalog, (await readFile(join(folder, 'x-1.catalog.yaml'), 'utf8')).replace('id: x-1', 'id: mine'));
    const wording = await readFile(join(folder, 'ssdf-1.1.wording.yaml'), 'utf8');
    await writeFile(join(folder, 'mine.wording.yaml'), wording);
    const { exit, notes } = await aver(['catalog', 'show', catalog]);
    expect(exit).toBe(3);
    expect(notes).toMatch(/mine\.wording\.yaml:3: catalog: this wording is not for catalog mine \(WORDING_INVALID\)/);
  });

  it.each([
    ['writes over no file', () => ['catalog', 'import', other, '--output', official], /EEXIST/],
    [
      'takes no wording from another publication',
      () => ['catalog', 'import', other, '--as', 'ssdf-1.1'],
      /WORDING_INCOMPLETE/,
    ],
    ['makes nothing that could not be read', () => ['catalog', 'import', other, '--as', 'no id'], /CATALOG_INVALID/],
  ])('%s', async (_, argv, said) => {
    const { exit, out, notes } = await aver(argv());
    expect([exit, out]).toEqual([3, '']);
    expect(notes).toMatch(said);
  });
});
