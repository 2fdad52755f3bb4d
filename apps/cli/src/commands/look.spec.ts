import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseYaml } from 'yaml';

import { flipByte } from '#sample-world';

import { aver, evidencePath, FLAGSHIP, Folders, SAMPLE } from '../testing/aver.js';
import { verdictLineSchema } from './verdict-schema.js';

const folders = new Folders();
afterAll(() => folders.remove());

let workspace: string;
let source: string;
let root: string;
beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
  source = dirname(workspace);
  root = join(source, 'trusted_root.json');
});

/** A folder as a newcomer has it: provenance, a forged copy of it, an SBOM nobody signed, the artifact, and other things. */
async function ownFolder(): Promise<string> {
  const folder = join(await folders.fresh(), 'Own Things');
  const provenance = await readFile(join(source, evidencePath(FLAGSHIP, 'provenance.sigstore.json')));
  const [artifact] = SAMPLE.products
    .flatMap(({ releases }) => releases)
    .find(({ version }) => version === SAMPLE.flagship.version)!.artifacts;
  await mkdir(join(folder, 'dist', 'node_modules'), { recursive: true });
  await writeFile(join(folder, 'dist', 'provenance.json'), provenance);
  await writeFile(join(folder, 'dist', 'forged.json'), flipByte(provenance));
  await writeFile(join(folder, 'dist', artifact!.name), artifact!.bytes);
  await writeFile(join(folder, 'sbom.json'), '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1}');
  await writeFile(join(folder, 'package.json'), '{"name":"x"}');
  await writeFile(join(folder, 'tsconfig.json'), '{ // a comment\n}');
  await writeFile(join(folder, 'readme.txt'), 'hello');
  await writeFile(join(folder, 'dist', 'node_modules', 'other.json'), provenance);
  return folder;
}

describe('aver look', () => {
  it('shows each piece of evidence in a folder with its ladder as a picture, and nothing else', async () => {
    const folder = await ownFolder();
    const { exit, out, notes } = await aver(['look', folder, '--trusted-root', root]);
    expect(exit).toBe(1);
    const lines = out.split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^REJECTED {4}\S{12} {2}build-provenance +dist\/forged\.json {2}SIGNATURE_INVALID$/);
    expect(lines[1]).toMatch(/^UNVERIFIED {2}✔{8}\?✔✔\? {2}build-provenance +dist\/provenance\.json {2}RULE_MISSING$/);
    expect(lines[2]).toMatch(/^UNVERIFIED {2}\S{12} {2}sbom +sbom\.json {2}FORMAT_UNSIGNED$/);
    expect(notes).toContain('rungs: 1 bytes, 2 format');
    expect(notes).toContain('0 verified, 2 unverified, 1 rejected');
    expect(notes).toContain('Next: aver look');
  });

  it('shows the ladders in full where it is asked to, and lines of the published schema with --json', async () => {
    const folder = await ownFolder();
    const { out } = await aver(['look', folder, '--trusted-root', root, '--ladders']);
    expect(out).toMatch(/✗ signature +FAILED {2}SIGNATURE_INVALID\n +meaning /);
    const json = await aver(['--json', 'look', folder, '--trusted-root', root]);
    expect(json.out.split('\n').map((line) => verdictLineSchema.parse(JSON.parse(line)).file)).toEqual([
      ...['dist/forged.json', 'dist/provenance.json', 'sbom.json'],
    ]);
  });

  it('checked nothing where it finds nothing', async () => {
    const { exit, out, notes } = await aver(['look', await folders.fresh()]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(notes).toContain('No evidence');
  });

  it.each([['nowhere'], ['package.json']])('refuses %s, which is no folder', async (name) => {
    expect((await aver(['look', join(await ownFolder(), name)])).exit).toBe(3);
  });
});

describe('aver look --write', () => {
  const written = async (folder: string) => {
    const file = join(folder, 'averment.yaml');
    const said = await aver(['look', folder, '--trusted-root', root, '--write', file]);
    return { said, file, text: await readFile(file, 'utf8') };
  };

  it('proposes a workspace with the identities whose proofs hold, and with the files they speak of', async () => {
    const { text } = await written(await ownFolder());
    const proposed = parseYaml(text) as Record<string, never>;
    expect(proposed['rules']).toEqual([]);
    expect(proposed['proposedRules']).toEqual([
      expect.objectContaining({ kinds: ['build-provenance'], log: { required: 1 }, teamControlled: true }),
    ]);
    expect(text).toMatch(/# seen in ".+provenance\.json"\n/);
    expect(text).not.toContain('forged.json", "');
    expect(proposed['evidence']).toEqual(['dist/forged.json', 'dist/provenance.json', 'sbom.json']);
    expect(proposed['products']).toMatchObject([
      { slug: 'own-things', releases: [{ artifacts: [expect.anything()] }] },
    ]);
  });

  it('trusts nobody before a person moves a rule, and whom he moved afterwards', async () => {
    const { file, text } = await written(await ownFolder());
    const provenance = join(dirname(file), 'dist', 'provenance.json');
    const verify = ['verify', provenance, '--workspace', file, '--trusted-root', root];
    const before = await aver(verify);
    expect(before.exit).toBe(2);
    expect(before.out).toContain('RULE_MISSING');
    expect(before.notes).toMatch(/1 proposed rule trusts nobody/);
    await writeFile(file, text.replace('rules: []\nproposedRules:', 'rules:'));
    expect((await aver(verify)).exit).toBe(0);
  });

  it('never writes over a file', async () => {
    const folder = await ownFolder();
    await writeFile(join(folder, 'averment.yaml'), 'mine');
    const { exit, notes } = await aver(['look', folder, '--write', join(folder, 'averment.yaml')]);
    expect(exit).toBe(3);
    expect(notes).toContain('FILE_EXISTS');
    expect(await readFile(join(folder, 'averment.yaml'), 'utf8')).toBe('mine');
  });

  it('writes names of strangers so that no name becomes a line of its own', async () => {
    const folder = await ownFolder();
    await writeFile(
      join(folder, 'a\nrules: [x]\u2028.json'),
      '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1}',
    );
    const { text } = await written(folder);
    expect(parseYaml(text)).toMatchObject({
      rules: [],
      evidence: expect.arrayContaining(['a\nrules: [x]\u2028.json']),
    });
  });
});
