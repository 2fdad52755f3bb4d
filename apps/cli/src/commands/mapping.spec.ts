import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { aver, Folders, write } from '../testing/aver.js';

const folders = new Folders();
afterAll(() => folders.remove());

const MAPPINGS = new URL('../../../../mappings/', import.meta.url);
const shipped = (kind: 'mapping' | 'cases'): string => readFileSync(new URL(`ssdf-1.1.${kind}.yaml`, MAPPINGS), 'utf8');

/** The shipped mapping, changed, in a folder of its own; its path. */
async function mappingFile(edit: (text: string) => string = (text) => text, cases?: string): Promise<string> {
  const folder = await folders.fresh();
  const files = new Map([['acme.mapping.yaml', edit(shipped('mapping'))]]);
  if (cases !== undefined) files.set('acme.cases.yaml', cases);
  await write(folder, files);
  return join(folder, 'acme.mapping.yaml');
}

/** How long a scan counts, in words and in days. */
const scansFor = (text: string, days: number) =>
  text.replace(/last 7 days with a database[^]*?freshDays: 7/, (leaf) =>
    leaf.replace('7 days', `${days} days`).replace('freshDays: 7', `freshDays: ${days}`),
  );
const longer = (text: string) => scansFor(text, 30);
const shorter = (text: string) => scansFor(text, 6);

describe('aver mapping lint', () => {
  it('has nothing to say of the shipped mapping', async () => {
    const file = await mappingFile(undefined, shipped('cases'));
    expect(await aver(['mapping', 'lint', file])).toMatchObject({ exit: 0, out: `ok       ${file}` });
  });

  it('names file, line and reason of what is refused', async () => {
    const file = await mappingFile((text) => text.replace('where: buildLevel >= 2', 'where: bildLevel >= 2'));
    const { exit, out } = await aver(['mapping', 'lint', file]);
    expect(exit).toBe(1);
    expect(out).toMatch(/^REFUSED {2}.*acme\.mapping\.yaml:\d+: controls\.PO\.3\.1\..*there is no field bildLevel/);
  });

  it('warns of what an author may not mean, and that nothing tests it', async () => {
    const file = await mappingFile((text) => text.replace('freshDays: 7', 'freshDays: 8'));
    const { exit, out } = await aver(['mapping', 'lint', file, '--json']);
    expect(exit).toBe(1);
    const { warnings } = JSON.parse(out) as { readonly warnings: readonly { readonly message: string }[] };
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('speaks of 7 days'),
      'no cases stand beside it',
    ]);
  });

  it('is used wrongly on a file that is not there', async () => {
    expect((await aver(['mapping', 'lint', '/no/such.mapping.yaml'])).exit).toBe(3);
  });
});

describe('a mapping that adopts from another one', () => {
  const folderWith = async (...names: readonly string[]) => {
    const folder = await folders.fresh();
    await write(folder, new Map(names.map((name) => [name, readFileSync(new URL(name, MAPPINGS), 'utf8')])));
    return join(folder, 'sp800-218a.mapping.yaml');
  };

  it('is linted and tested with what it rests on, which this installation has', async () => {
    const file = await folderWith('sp800-218a.mapping.yaml', 'sp800-218a.cases.yaml');
    expect(await aver(['mapping', 'lint', file])).toMatchObject({ exit: 0 });
    expect(await aver(['mapping', 'test', file])).toMatchObject({ exit: 0 });
  });

  it('is compared as it is judged by, whatever it repeats or adopts', async () => {
    const file = await folderWith('sp800-218a.mapping.yaml');
    const { out } = await aver(['mapping', 'diff', await mappingFile(), file]);
    expect(out).toContain('PS.1.3');
    expect(out).not.toMatch(/LOOSENED.*PS\.2\.1|CHANGED.*PS\.2\.1/);
  });

  it('is refused by file and line where the mapping below lacks a control', async () => {
    const file = await folderWith('sp800-218a.mapping.yaml');
    const text = readFileSync(file, 'utf8').replace('PO.1.1: { as: PO.1.1 }', 'PO.1.1: { as: PO.9.9 }');
    await write('/', new Map([[file, text]]));
    const { exit, out } = await aver(['mapping', 'lint', file]);
    expect(exit).toBe(1);
    expect(out).toMatch(
      /sp800-218a\.mapping\.yaml:\d+: controls\.PO\.1\.1\.as: mapping ssdf-1\.1-evidence has no control PO\.9\.9/,
    );
  });
});

describe('aver mapping test', () => {
  it('holds where the mapping says what people wrote down', async () => {
    const file = await mappingFile(undefined, shipped('cases'));
    const { exit, out } = await aver(['mapping', 'test', file]);
    expect(exit).toBe(0);
    expect(out).toMatch(/: (\d+) of \1 cases hold$/);
  });

  it('shows each control that comes out otherwise', async () => {
    const file = await mappingFile(longer, shipped('cases'));
    const { exit, out } = await aver(['mapping', 'test', file]);
    expect(exit).toBe(1);
    expect(out).toContain('RV.1.1 is SUPPORTED (HUMAN_PART_OPEN), expected STALE');
  });

  it('shows an over-claim wherever it happens', async () => {
    const raised = (text: string) => text.replace(/(PW\.4\.1:\n {4}grade: B\n {4}cap: )partial/, '$1satisfied');
    const { exit, out } = await aver(['mapping', 'test', await mappingFile(raised, shipped('cases'))]);
    expect(exit).toBe(1);
    expect(out).toContain('PW.4.1 is EVIDENCED, which it can never be');
  });

  it('cannot check what has no cases', async () => {
    const { exit, notes } = await aver(['mapping', 'test', await mappingFile()]);
    expect(exit).toBe(2);
    expect(notes).toContain('no cases stand beside it');
  });

  it('refuses cases by file and line', async () => {
    const file = await mappingFile(undefined, shipped('cases').replace('given: everything', 'given: everyting'));
    const { exit, notes } = await aver(['mapping', 'test', file]);
    expect(exit).toBe(3);
    expect(notes).toMatch(/acme\.cases\.yaml:\d+: cases\.1\.given: there is no fact and no set everyting/);
  });
});

describe('aver mapping diff', () => {
  it('finds a mapping equal to itself', async () => {
    const file = await mappingFile();
    expect(await aver(['mapping', 'diff', file, file])).toMatchObject({
      exit: 0,
      out: '',
      notes: 'no control differs',
    });
  });

  it('shows what is looser first, and fails on it', async () => {
    const after = await mappingFile((text) => longer(text).replace('fix reaches its users unaltered', 'fix arrives'));
    const { exit, out, notes } = await aver(['mapping', 'diff', await mappingFile(), after]);
    expect(exit).toBe(1);
    expect(out.split('\n').slice(0, 3)).toEqual([
      'LOOSENED   RV.1.1  freshness',
      '  - vulnerability-scan, where databaseAgeHours <= 48, for 7 days',
      '  + vulnerability-scan, where databaseAgeHours <= 48, for 30 days',
    ]);
    expect(notes).toBe('1 loosened, 0 that cannot be told, 0 tightened, 1 reworded');
  });

  it('lets pass what is only tighter', async () => {
    const { exit, out } = await aver(['mapping', 'diff', await mappingFile(), await mappingFile(shorter), '--json']);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ control: 'RV.1.1', direction: 'tightened' });
  });

  it('fails on what it cannot tell', async () => {
    const other = await mappingFile((text) => text.replace('where: buildLevel >= 3', 'where: logged'));
    const { exit, out } = await aver(['mapping', 'diff', await mappingFile(), other]);
    expect(exit).toBe(1);
    expect(out).toContain('CHANGED    PO.5.1  requirement');
  });

  it('knows no mapping of a catalog that is nowhere', async () => {
    const file = await mappingFile((text) => text.replace('catalog: ssdf-1.1', 'catalog: nowhere'));
    const { exit, notes } = await aver(['mapping', 'diff', file, file]);
    expect(exit).toBe(3);
    expect(notes).toContain('FRAMEWORK_UNKNOWN');
  });
});
