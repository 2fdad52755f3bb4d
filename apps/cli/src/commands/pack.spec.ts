import { open, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { buildPack, packTar, readPack, tarHeader, type ReplayReport } from '#attestation';
import { AppError, concatBytes, digestOf, fromUtf8 } from '#kernel';

import { aver, FLAGSHIP, Folders } from '../testing/aver.js';
import { localServer } from '../testing/local-server.js';
import { readWholePack } from '../workspace/read-pack-files.js';

const folders = new Folders();
afterAll(() => folders.remove());
const environment = { AVERMENT_KEY_PASSPHRASE: 'a passphrase of the tests' };

let attested: string;
let key: string;
let tar: string;

beforeAll(async () => {
  const workspace = await folders.sampleWorkspace();
  attested = await folders.fresh();
  key = join(attested, 'signing-key.pem');
  const argv = ['attest', FLAGSHIP, '--workspace', workspace, '--key', key, '--output', attested];
  expect(await aver(argv, { environment })).toMatchObject({ exit: 0 });
  tar = join(await folders.fresh(), 'pack.tar');
  expect(await packed(tar)).toMatchObject({ exit: 0 });
});

const packed = (output: string, ...options: readonly string[]) =>
  aver(['pack', attested, '--output', output, ...options], { environment });
const replayed = async (path: string, ...options: readonly string[]) => {
  const said = await aver(['--json', 'replay', path, ...options]);
  return { ...said, report: JSON.parse(said.out) as ReplayReport };
};

describe('the folder around a pack', () => {
  it.each(['replay', 'status'])('is told from the pack by %s, which names the pack', async (command) => {
    const { exit, notes } = await aver([command, attested]);
    expect([exit, notes]).toEqual([3, expect.stringContaining(`give ${join(attested, 'pack')} (PACK_UNREADABLE)`)]);
  });
});

describe('aver pack', () => {
  it('writes one tar that reads like the folder, and says its digest', async () => {
    const { out } = await packed(tar);
    expect(out).toContain(digestOf(new Uint8Array(await readFile(tar))));
    const { report } = await replayed(tar);
    const { report: folder } = await replayed(join(attested, 'pack'));
    expect(report).toEqual(folder);
    expect([report.intact.answer, report.consistent.answer, report.standing.answer]).toEqual(['yes', 'yes', 'yes']);
  });

  it('is replayed before the eyes of whoever waits', async () => {
    const { pack } = readPack((await readWholePack(tar)).files);
    expect((await aver(['replay', tar])).notes).toContain(`verifying evidence: ${pack!.evidence.size}`);
  });

  it('writes the same bytes again, from the folder that was attested to or the pack in it', async () => {
    const again = join(await folders.fresh(), 'again.tar');
    await aver(['pack', join(attested, 'pack'), '--output', again], { environment });
    expect(await readFile(again)).toEqual(await readFile(tar));
    const { pack } = readPack((await readWholePack(tar)).files);
    expect(concatBytes(...packTar(buildPack(pack!)))).toEqual(new Uint8Array(await readFile(tar)));
  });

  it('withholds what leaves by no means, under a status that the signer signs anew', async () => {
    const to = join(await folders.fresh(), 'withheld.tar');
    const said = await packed(to, '--withhold', 'kind=vulnerability-scan', '--key', key);
    expect(said).toMatchObject({ exit: 0, out: expect.stringContaining('withheld: vulnerability-scan sha256:') });
    expect(said.out).toContain('it still says digests');
    const { report, exit } = await replayed(to, '--signer', join(attested, 'attestation.pub'));
    expect([report.intact.answer, report.consistent.answer, report.standing.answer, exit]).toEqual([
      ...['yes', 'could-not-check', 'yes'],
      2,
    ]);
    expect(report.withheld.length).toBeGreaterThan(0);
    const { files } = await readWholePack(to);
    for (const { digest } of report.withheld) expect(files.has(`blobs/sha256/${digest.slice(7)}`)).toBe(false);
  });

  it.each([
    ['withholding without a key', ['--withhold', 'kind=sbom'], 'PACK_KEY_NEEDED'],
    ['a selector that says nothing', ['--withhold', 'scans'], 'SELECTOR_INVALID'],
    ['a selector that names nothing', ['--withhold', 'kind=runtime-trace'], 'SELECTOR_EMPTY'],
    ['what the statement is about', ['--withhold', 'kind=release-manifest'], 'WITHHOLD_FOUNDATION'],
  ])('refuses %s, and writes nothing', async (_, options, code) => {
    const folder = await folders.fresh();
    const withKey = code === 'PACK_KEY_NEEDED' ? [] : ['--key', key];
    const said = await packed(join(folder, 'pack.tar'), ...options, ...withKey);
    expect(said).toMatchObject({ exit: 3, notes: expect.stringContaining(code) });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses the key of somebody else: its status would bind nothing', async () => {
    const folder = await folders.fresh();
    const said = await packed(join(folder, 'pack.tar'), '--key', join(folder, 'other.pem'));
    expect(said).toMatchObject({ exit: 3, notes: expect.stringContaining('PACK_NOT_INTACT') });
    expect(await readdir(folder)).toEqual(['other.pem']);
  });

  it('refuses bytes that are not the signed ones, and a place where it cannot write', async () => {
    const folder = await folders.fresh();
    expect(await aver(['pack', folder, '--output', join(folder, 'x.tar')])).toMatchObject({
      exit: 3,
      notes: expect.stringContaining('PACK_NOT_INTACT'),
    });
    expect(await packed(join(folder, 'no', 'pack.tar'))).toMatchObject({
      exit: 3,
      notes: expect.stringContaining('FILE_UNUSABLE'),
    });
  });
});

describe('aver pack of what a server holds', () => {
  const ATTESTATION = digestOf(new Uint8Array());

  it('asks the server for it, withholding what is named, and writes what it was given', async () => {
    const given = await readFile(tar);
    const server = await localServer(() => ({ body: given, headers: { 'content-type': 'application/x-tar' } }));
    const to = join(await folders.fresh(), 'pack.tar');
    const signedIn = { AVERMENT_URL: server.url, AVERMENT_TOKEN: `avt_${'a'.repeat(43)}` };
    const options = [
      '--withhold',
      'kind=sbom',
      '--withhold',
      'subject=gitCommit:0123456789012345678901234567890123456789',
    ];
    const said = await aver(['pack', ATTESTATION, '--output', to, ...options], { environment: signedIn });
    await server.close();
    expect(said).toMatchObject({ exit: 0 });
    expect(server.asked.map(({ path }) => path)).toEqual([
      `/v1/attestations/${ATTESTATION}/pack?withhold=kind%3Dsbom&withhold=subject%3DgitCommit%3A0123456789012345678901234567890123456789`,
    ]);
    expect(await readFile(to)).toEqual(given);
  });

  it('lets the server sign', async () => {
    const said = await aver(['pack', ATTESTATION, '--output', join(attested, 'x.tar'), '--key', key], { environment });
    expect(said).toMatchObject({ exit: 3, notes: expect.stringContaining('PACK_KEY_UNUSED') });
  });
});

describe('replay of a pack that was signed a while ago', () => {
  it('does not succeed after its status has run out, and says so', async () => {
    const { report, exit } = await replayed(tar, '--as-of', '2999-01-01');
    expect(report.standing.reasons).toEqual([expect.objectContaining({ code: 'STATUS_EXPIRED' })]);
    expect(exit).toBe(2);
  });

  it.each([
    ['--signer', 'issuer=https://accounts.example', 'SIGNER_INVALID'],
    ['--signer', 'identity=a,issuer=b', 'SIGNER_INVALID'],
    ['--as-of', 'yesterday', 'INSTANT_INVALID'],
  ])('refuses %s %s', async (option, value, code) => {
    const said = await aver(['replay', tar, option, value]);
    expect(said).toMatchObject({ exit: 3, notes: expect.stringContaining(code) });
  });

  it('takes an identity for a signer, and says that nobody of that name signed', async () => {
    const root = join(attested, 'root.json');
    const { pack } = readPack((await readWholePack(tar)).files);
    await writeFile(root, pack!.trustRoots[0]!.bytes);
    const identity = 'issuer=https://accounts.example,identity=release@acme.example';
    const { report } = await replayed(tar, '--signer', identity, '--trusted-root', root);
    expect(report.accepted.reasons).toContainEqual(expect.objectContaining({ code: 'SIGNER_UNEXPECTED' }));
  });
});

/** What a reader finds out about a tar: the codes, and the names that they are about. */
async function found(path: string): Promise<readonly { readonly code: string; readonly about: string }[]> {
  try {
    const { files, found: around } = await readWholePack(path);
    return [...around, ...readPack(files).problems].map((problem) => ({
      code: problem.code,
      about: problem.path ?? '',
    }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [{ code: error.code, about: error.message }];
  }
}

/** The same numbers in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('a byte that was changed', () => {
  it('is found and named wherever it lies in the tar: 1,000 changes', async () => {
    const path = join(await folders.fresh(), 'changed.tar');
    const whole = new Uint8Array(await readFile(tar));
    await writeFile(path, whole);
    expect(await found(path)).toEqual([]);
    const random = numbers(20261120);
    const file = await open(path, 'r+');
    try {
      for (let change = 0; change < 1000; change++) {
        const at = Math.floor(random.next().value * whole.length);
        const by = 1 + Math.floor(random.next().value * 255);
        await file.write(Uint8Array.of((whole[at] ?? 0) ^ by), 0, 1, at);
        const named = (await found(path)).filter(({ about }) => about !== '');
        if (named.length === 0) throw new Error(`byte ${at} changed by ${by} is not found, or not named`);
        await file.write(whole.subarray(at, at + 1), 0, 1, at);
      }
    } finally {
      await file.close();
    }
    expect(await found(path)).toEqual([]);
  }, 300_000);

  it.each([
    ['of the name of a file', 3, 'PACK_UNREADABLE'],
    ['of a checksum', 150, 'PACK_UNREADABLE'],
    ['behind a checksum', 155, 'TAR_ALTERED'],
    ['of the padding behind a file', 512 + 100, 'TAR_ALTERED'],
    ['of the end', -1, 'PACK_UNREADABLE'],
  ])('%s is named', async (_, at, code) => {
    const path = join(await folders.fresh(), 'changed.tar');
    const bytes = new Uint8Array(await readFile(tar));
    const place = at < 0 ? bytes.length + at : at;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const problems = await found(path);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(problems.every(({ about }) => about !== '')).toBe(true);
  });

  it('behind the end, or cut off from it, is named', async () => {
    const path = join(await folders.fresh(), 'changed.tar');
    const bytes = await readFile(tar);
    await writeFile(path, concatBytes(bytes, new Uint8Array(512)));
    expect(await found(path)).toEqual([{ code: 'TAR_ALTERED', about: 'what follows the last file' }]);
    await writeFile(path, bytes.subarray(0, -512));
    expect(await found(path)).toEqual([{ code: 'TAR_ALTERED', about: 'what follows the last file' }]);
    expect((await aver(['replay', path])).out).toMatch(/^INTACT +NO[^]*TAR_ALTERED/m);
  });
});

describe('a hostile pack', () => {
  const tarWith = async (edit: (header: Uint8Array) => void, size = 0): Promise<string> => {
    const path = join(await folders.fresh(), 'hostile.tar');
    const header = tarHeader('blobs/sha256/x', size);
    edit(header);
    header.fill(0x20, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.set(Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    await writeFile(path, concatBytes(header, new Uint8Array(1024)));
    return path;
  };
  const ofType = (type: string) => (header: Uint8Array) => header.set(Buffer.from(type), 156);

  it.each([
    ['a hard link', '1'],
    ['a symbolic link', '2'],
    ['a character device', '3'],
    ['a block device', '4'],
    ['a pipe', '6'],
    ['a sparse file', 'S'],
  ])('with %s is refused', async (_, type) => {
    expect((await found(await tarWith(ofType(type)))).map(({ code }) => code)).toEqual(['PACK_ENTRY']);
  });

  it('of 10 GB is refused by its size, before a byte of it is read', async () => {
    const path = join(await folders.fresh(), 'large.tar');
    await writeFile(path, '');
    await truncate(path, 10 * 1000 ** 3);
    expect(await found(path)).toEqual([expect.objectContaining({ code: 'PACK_TOO_LARGE' })]);
    expect(await aver(['replay', path])).toMatchObject({ exit: 3, out: '' });
  });

  it('that says it holds more than it does is refused', async () => {
    expect((await found(await tarWith(() => undefined, 1_000_000))).map(({ code }) => code)).toEqual([
      'PACK_UNREADABLE',
    ]);
  });

  it('with a document that would act in a terminal or a browser is shown as plain text, and nothing of it is opened', async () => {
    const { files } = await readWholePack(tar);
    const { pack } = readPack(files);
    const name = 'x\u001b]0;owned\u0007<script>\u202e.html';
    const companions = [...(pack!.companions ?? []), { name, bytes: Buffer.from('<script>alert(1)</script>') }];
    const path = join(await folders.fresh(), 'hostile.tar');
    await writeFile(path, concatBytes(...packTar(buildPack({ ...pack!, companions }))));
    const { out, exit } = await aver(['replay', path]);
    expect(exit).toBe(1);
    expect(out).toContain('TITLE_UNSAFE');
    expect(out).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(out).not.toContain('alert(1)');
    expect(fromUtf8(readPack(files).pack!.companions![0]!.bytes)).toContain('# Evidence pack');
  });
});
