import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, cp, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pack as tarPack } from 'tar-stream';

import type { ReplayReport } from '#attestation';
import { filesBelow } from '../workspace/read-files.js';
import { packageFrameworks } from '#platform';
import { forgedWorld, writeWorkspace } from '#sample-world';

import { aver, FLAGSHIP, Folders, write, WORLD_NOW } from '../testing/aver.js';

const folders = new Folders();
afterAll(() => folders.remove());

const environment = { AVERMENT_KEY_PASSPHRASE: 'a passphrase of the tests' };

let workspace: string;
let key: string;
let output: string;
let pack: string;

function attest(options: { readonly to?: string; readonly with?: string; readonly as?: Record<string, string> } = {}) {
  const { to = output, with: file = key, as = environment } = options;
  return aver(['attest', FLAGSHIP, '--workspace', workspace, '--key', file, '--output', to], { environment: as });
}

beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
  output = await folders.fresh();
  key = join(output, 'signing-key.pem');
  pack = join(output, 'pack');
  expect(await attest()).toMatchObject({ exit: 0, out: expect.stringContaining('Next: aver replay') });
});

describe('aver attest', () => {
  it('makes a key that only its owner can read and only the passphrase opens', async () => {
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    expect(await readFile(key, 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  });

  it('signs with the same key again, and the new pack replaces the old one whole', async () => {
    const before = await readFile(join(output, 'attestation.pub'), 'utf8');
    expect((await attest()).exit).toBe(0);
    expect(await readFile(join(output, 'attestation.pub'), 'utf8')).toBe(before);
    expect((await aver(['replay', pack])).out).toMatch(/^INTACT +yes/m);
  });

  it.each([
    ['without passphrase', {}, 'PASSPHRASE_MISSING'],
    ['with a wrong passphrase', { AVERMENT_KEY_PASSPHRASE: 'another one altogether' }, 'SIGNING_KEY_LOCKED'],
    ['with a passphrase that is too short', { AVERMENT_KEY_PASSPHRASE: 'short' }, 'CONFIGURATION_INVALID'],
  ])('refuses to sign %s', async (_, as, code) => {
    const to = await folders.fresh();
    const { exit, out, notes } = await attest({ to, as });
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(notes).toContain(code);
    expect(await filesBelow(to)).toEqual([]);
  });

  it('makes no key for a release that is not there', async () => {
    const file = join(await folders.fresh(), 'k.pem');
    const argv = ['attest', 'nothing@1', '--workspace', workspace, '--key', file];
    expect((await aver(argv, { environment })).notes).toContain('RELEASE_UNKNOWN');
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['a key where no folder is', { with: '/nowhere/at/all/k.pem' }],
    ['an output that is a file', { to: '/dev/null' }],
  ])('refuses %s', async (_, options) => {
    expect(await attest(options)).toMatchObject({ exit: 3, out: '' });
  });

  it('never removes a folder that holds something else than a pack', async () => {
    const to = await folders.fresh();
    await write(to, new Map([['pack/holiday.jpg', 'mine']]));
    expect(await attest({ to })).toMatchObject({ exit: 3, notes: expect.stringContaining('OUTPUT_TAKEN') });
    expect(await readFile(join(to, 'pack/holiday.jpg'), 'utf8')).toBe('mine');
  });
});

const replay = (path: string, ...options: readonly string[]) => aver(['replay', path, ...options]);

/** What a reader holds from elsewhere. */
async function anchors(): Promise<string[]> {
  const folder = dirname(workspace);
  const bundle = JSON.parse((await aver(['--json', 'replay', pack])).out) as ReplayReport;
  expect(bundle.intact.answer).toBe('yes');
  const rules = join(await folders.fresh(), 'rules.json');
  await writeFile(rules, await rulesOfPack());
  return [
    ...['--signer', join(output, 'attestation.pub')],
    ...['--trusted-root', join(folder, 'trusted_root.json')],
    ...['--rules', rules],
  ];
}

/** The only blob that is a JSON list of rules. */
async function rulesOfPack(): Promise<string> {
  for (const file of await filesBelow(join(pack, 'blobs'))) {
    const text = await readFile(file, 'utf8');
    if (text.startsWith('[{"') && text.includes('"organization-key"')) return text;
  }
  throw new Error('the pack holds no rules');
}

describe('aver replay', () => {
  it('without anchors of the reader is intact, consistent, and could not check the rest', async () => {
    const { exit, out, notes } = await replay(pack);
    expect(exit).toBe(2);
    expect(out).toMatch(/^INTACT +yes[^]*^CONSISTENT +yes[^]*^ACCEPTED +not asked/m);
    expect(out).toContain('This cannot show:');
    expect(notes).toContain('--signer');
  });

  it('is met by the anchors of a reader that trusts the same', async () => {
    const { exit, out } = await replay(pack, ...(await anchors()));
    expect(out).toMatch(/^ACCEPTED +yes/m);
    expect(exit).toBe(0);
  });

  it('gives the same three answers as JSON, and nothing else on stdout', async () => {
    const report = JSON.parse((await aver(['--json', 'replay', pack])).out) as ReplayReport;
    expect([report.intact.answer, report.consistent.answer, report.accepted.answer]).toEqual([
      'yes',
      'yes',
      'not-asked',
    ]);
  });

  it('is not met by rules that trust nobody here', async () => {
    const given = await anchors();
    const rules = given.at(-1) ?? '';
    const gutted = (JSON.parse(await readFile(rules, 'utf8')) as { id: string }[]).filter(
      ({ id }) => id === 'organization-key',
    );
    await writeFile(rules, JSON.stringify(gutted));
    const { exit, out } = await replay(pack, ...given);
    expect(exit).toBe(1);
    expect(out).toMatch(/^ACCEPTED +NO/m);
  });

  it('is not met by the trust root of another world under the same names', async () => {
    const folder = await folders.fresh();
    const { trustRoot } = forgedWorld({ seed: 'averment cli', now: WORLD_NOW });
    await write(folder, new Map([['root.json', trustRoot.bytes]]));
    const given = await anchors();
    given[3] = join(folder, 'root.json');
    expect((await replay(pack, ...given)).exit).toBe(1);
  });

  it('is not met by another signer', async () => {
    const other = await folders.fresh();
    await attest({ to: other, with: join(other, 'k.pem') });
    const given = await anchors();
    given[1] = join(other, 'attestation.pub');
    const { exit, out } = await replay(pack, ...given);
    expect(exit).toBe(1);
    expect(out).toContain('SIGNER_UNEXPECTED');
  });

  it('is not met by a mapping of the reader that asks for other things', async () => {
    const folder = await folders.fresh();
    const text = new TextDecoder().decode(packageFrameworks().current().texts.mappings[0]?.bytes);
    const lines = text.split('\n').filter((line) => !/^\s*(?:-\s*)?freshDays:/.test(line));
    await write(folder, new Map([['mapping.yaml', lines.join('\n')]]));
    expect((await replay(pack, ...(await anchors()), '--mapping', join(folder, 'mapping.yaml'))).exit).toBe(1);
  });

  it.each([
    ['signer', 0],
    ['trusted root', 2],
    ['rules', 4],
  ])('could not check the rest without the %s', async (_, index) => {
    const given = (await anchors()).filter((_each, at) => at !== index && at !== index + 1);
    const { exit, out } = await replay(pack, ...given);
    expect(exit).toBe(2);
    expect(out).toContain('ANCHOR_MISSING');
  });
});

type Entry = { readonly name: string; readonly bytes: Uint8Array } | { readonly name: string; readonly link: string };

async function tarOf(entries: readonly Entry[]): Promise<string> {
  const file = join(await folders.fresh(), 'pack.tar');
  const tar = tarPack();
  const done = finished(tar.pipe(createWriteStream(file)));
  for (const entry of entries) {
    if ('link' in entry) tar.entry({ name: entry.name, type: 'symlink', linkname: entry.link });
    else tar.entry({ name: entry.name }, Buffer.from(entry.bytes));
  }
  tar.finalize();
  await done;
  return file;
}

async function packEntries(): Promise<Entry[]> {
  const files = await filesBelow(pack);
  return Promise.all(
    files.map(async (file) => ({ name: file.slice(pack.length + 1), bytes: new Uint8Array(await readFile(file)) })),
  );
}

/** The header of an entry without the entry: what it declares need not come. */
function tarHeader({ name, size }: { readonly name: string; readonly size: number }): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')} `, 124);
  header.write('00000000000 ', 136);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

describe('a pack', () => {
  it('in a tar is read like its folder', async () => {
    const { exit, out } = await replay(await tarOf(await packEntries()));
    expect(exit).toBe(2);
    expect(out).toBe((await replay(pack)).out);
  });

  it('in a tar that is cut off is refused', async () => {
    const whole = await tarOf(await packEntries());
    const cut = `${whole}.cut`;
    const { size } = await stat(whole);
    await finished(createReadStream(whole, { end: Math.floor(size / 2) }).pipe(createWriteStream(cut)));
    const { exit, notes } = await replay(cut);
    expect(exit).toBe(3);
    expect(notes).toContain('PACK_UNREADABLE');
  });

  it.each([
    ['a link in a tar', () => [{ name: 'oci-layout', link: '/etc/passwd' }]],
    ['a file twice', async () => [...(await packEntries()), ...(await packEntries())]],
  ])('with %s is refused', async (_, entries) => {
    const { exit, notes } = await replay(await tarOf(await entries()));
    expect(exit).toBe(3);
    expect(notes).toContain('PACK_ENTRY');
  });

  it.each(['../outside', '/absolute', 'blobs/sha256/../../outside', 'a\u001b[2J\u202eb'])(
    'with an entry named %j is not intact, and nothing is written',
    async (name) => {
      const extra = { name, bytes: Uint8Array.of(1) };
      const { exit, out } = await replay(await tarOf([...(await packEntries()), extra]));
      expect(exit).toBe(1);
      expect(out).toMatch(/^INTACT +NO/m);
      expect(out).not.toMatch(/[\u001b\u202e]/);
    },
  );

  it('that declares a huge file is refused before it is read', async () => {
    const file = join(await folders.fresh(), 'huge.tar');
    await writeFile(file, tarHeader({ name: 'blobs/sha256/huge', size: 4 * 1024 ** 3 }));
    expect(await replay(file)).toMatchObject({ exit: 3, notes: expect.stringContaining('PACK_TOO_LARGE') });
  });

  it('in a folder with a link is refused', async () => {
    const folder = join(await folders.fresh(), 'pack');
    await cp(pack, folder, { recursive: true });
    await symlink('/etc/passwd', join(folder, 'blobs', 'link'));
    expect(await replay(folder)).toMatchObject({ exit: 3, notes: expect.stringContaining('PACK_ENTRY') });
  });

  it('with one byte more in one file is not intact', async () => {
    const folder = join(await folders.fresh(), 'pack');
    await cp(pack, folder, { recursive: true });
    const [blob = ''] = await filesBelow(join(folder, 'blobs'));
    await appendFile(blob, ' ');
    expect((await replay(folder)).exit).toBe(1);
  });

  it.each([
    ['that is not there', () => join(output, 'nowhere')],
    ['that is no tar', () => workspace],
  ])('%s is a wrong usage', async (_, path) => {
    expect((await replay(path())).exit).toBe(3);
  });

  it('that is an empty folder is not intact', async () => {
    const folder = await folders.fresh();
    await mkdir(folder, { recursive: true });
    expect((await replay(folder)).exit).toBe(1);
  });
});

describe('a world that somebody made up whole', () => {
  it('is not met by the anchors of a reader, however well it agrees with itself', async () => {
    const folder = await folders.fresh();
    await write(folder, writeWorkspace(forgedWorld({ seed: 'averment cli', now: WORLD_NOW })));
    const argv = ['attest', FLAGSHIP, '--workspace', join(folder, 'workspace.yaml'), '--key', join(folder, 'k.pem')];
    expect((await aver([...argv, '--output', folder], { environment })).exit).toBe(0);
    const forged = join(folder, 'pack');
    expect((await replay(forged)).out).toMatch(/^INTACT +yes[^]*^CONSISTENT +yes/m);
    const { exit, out } = await replay(forged, ...(await anchors()));
    expect(exit).toBe(1);
    expect(out).toMatch(/^ACCEPTED +NO/m);
  });
});
