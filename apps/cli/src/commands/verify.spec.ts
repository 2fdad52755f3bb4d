import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { digestOf } from '#kernel';
import { borrowLogEntry, flipByte } from '#sample-world';
import { RUNGS } from '#verification';

import { aver, evidencePath, FLAGSHIP, Folders, SAMPLE } from '../testing/aver.js';
import { verdictLineSchema } from './verdict-schema.js';

const folders = new Folders();
afterAll(() => folders.remove());

let workspace: string;
let folder: string;
let provenance: string;
let root: string;
beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
  folder = dirname(workspace);
  provenance = join(folder, evidencePath(FLAGSHIP, 'provenance.sigstore.json'));
  root = join(folder, 'trusted_root.json');
});

/** The sample's trusted builder, as its certificates name it. */
const ISSUER = 'https://token.ci.example';
const IDENTITY = 'https://forge.example/trusted-builder/generator/.github/workflows/build.yml@refs/tags/v2.1.0';

async function changed(name: string, change: (bytes: Uint8Array) => Uint8Array): Promise<string> {
  const file = join(await folders.fresh(), name);
  await writeFile(file, change(await readFile(provenance)));
  return file;
}

describe('aver verify', () => {
  it('is met when every file is verified', async () => {
    const { exit, out } = await aver(['verify', provenance, '--workspace', workspace]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^VERIFIED {2}/);
  });

  it('is not met when one of them is rejected, and opens the rung that failed with the next step', async () => {
    const flipped = await changed('flipped.json', flipByte);
    const { exit, out } = await aver(['verify', provenance, flipped, '--workspace', workspace]);
    expect(exit).toBe(1);
    expect(out).toMatch(/✗ signature +FAILED {2}SIGNATURE_INVALID\n +meaning .+\n +expected .+\n +cause .+\n +next /);
  });

  it('says in each line how old the list of authorities is that a verdict stands on, where it is past its expiry', async () => {
    const builtIn = JSON.parse((await aver(['--json', 'verify', provenance])).out);
    expect(verdictLineSchema.parse(builtIn).rootStale).toMatchObject({ name: 'public-good', days: expect.any(Number) });
    const own = JSON.parse((await aver(['--json', 'verify', provenance, '--trusted-root', root])).out);
    expect(verdictLineSchema.parse(own).rootStale).toBeUndefined();
  });

  it('names the log entry of another bundle', async () => {
    const lender = await readFile(join(folder, evidencePath(FLAGSHIP, 'release-manifest.sigstore.json')));
    const borrowed = await changed('borrowed.json', (bytes) => borrowLogEntry(bytes, lender));
    const { exit, out } = await aver(['verify', borrowed, '--workspace', workspace]);
    expect(exit).toBe(1);
    expect(out).toContain('LOG_BODY_MISMATCH');
  });

  it('could not check who signed where no rule speaks of it', async () => {
    const { exit, out } = await aver(['verify', provenance, '--trusted-root', root]);
    expect(exit).toBe(2);
    expect(out).toMatch(/^UNVERIFIED/);
    expect(out).toContain('RULE_MISSING');
  });

  it('rejects by the public-good root what another certificate authority issued', async () => {
    const { exit, out } = await aver(['verify', provenance]);
    expect(exit).toBe(1);
    expect(out).toMatch(/✗ certificate-chain +FAILED {2}CERTIFICATE_UNTRUSTED/);
  });

  it('rejects what is no evidence, and explains only the rung where it ended', async () => {
    const { exit, out } = await aver(['verify', workspace, '--workspace', workspace]);
    expect(exit).toBe(1);
    expect(out.match(/meaning/g)).toHaveLength(1);
  });

  it.each([
    ['file', () => [join(folder, 'nowhere.json')]],
    ['workspace', () => [provenance, '--workspace', join(folder, 'nowhere.yaml')]],
    ['trust root', () => [provenance, '--trusted-root', join(folder, 'nowhere.json')]],
    ['key', () => [provenance, '--key', join(folder, 'nowhere.pem')]],
    ['rules', () => [provenance, '--rules', join(folder, 'nowhere.json')]],
    ['trust root, which is something else', () => [provenance, '--trusted-root', workspace]],
    ['key, which is something else', () => [provenance, '--key', workspace]],
    ['rules, which are something else', () => [provenance, '--rules', root]],
  ])('refuses an unreadable %s', async (_, argv) => {
    const { exit, out, notes } = await aver(['verify', ...argv()]);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(notes).toMatch(/^aver: .+ \([A-Z_]+\)$/m);
  });

  it('judges every file of a folder, and refuses one without files, for nothing would be checked', async () => {
    const { out } = await aver(['verify', dirname(provenance), '--workspace', workspace]);
    expect(out.match(/^VERIFIED/gm)?.length).toBeGreaterThan(1);
    const { exit, notes } = await aver(['verify', await folders.fresh()]);
    expect(exit).toBe(3);
    expect(notes).toContain('NOTHING_TO_VERIFY');
  });

  it('shows a hostile file name without obeying it', async () => {
    const name = 'a\u001b[2Jb\u202ec.json';
    const file = await changed(name, (bytes) => bytes);
    const { out } = await aver(['verify', file, '--workspace', workspace]);
    expect(out).toContain('a[U+001B][2Jb[U+202E]c.json');
    expect(out).not.toMatch(/[\u001b\u202e]/);
    const json = await aver(['--json', 'verify', file, '--workspace', workspace]);
    expect(json.out).not.toMatch(/[\u001b\u202e]/);
    expect((JSON.parse(json.out) as { file: string }).file).toBe(file);
  });

  it('with --json prints one value per file and nothing else', async () => {
    const { out } = await aver(['verify', provenance, provenance, '--json', '--workspace', workspace]);
    const values = out.split('\n').map((line) => JSON.parse(line) as { verdict: { outcome: string } });
    expect(values.map(({ verdict }) => verdict.outcome)).toEqual(['verified', 'verified']);
  });

  it('writes lines that follow the published schema, whatever the outcome', async () => {
    const flipped = await changed('flipped.json', flipByte);
    const { out } = await aver(['verify', provenance, flipped, workspace, '--json', '--workspace', workspace]);
    const lines = out.split('\n').map((line) => verdictLineSchema.parse(JSON.parse(line)));
    expect(lines.map(({ verdict }) => verdict.outcome)).toEqual(['verified', 'rejected', 'rejected']);
    expect(lines.map((line) => verdictLineSchema.strict().parse(line))).toEqual(lines);
  });

  it('says of each rung what was expected and what was found', async () => {
    const { out } = await aver(['verify', provenance, '--workspace', workspace]);
    expect(out.match(/^ {6}expected /gm)).toHaveLength(RUNGS.length);
    expect(out).toMatch(/✔ subject +passed\n +expected .+\n +found +sha256:/);
  });

  it('adds colour to words and marks, and takes nothing away', async () => {
    const plain = await aver(['verify', provenance, '--workspace', workspace]);
    const coloured = await aver(['verify', provenance, '--workspace', workspace], { colour: true });
    expect(coloured.out).toMatch(/^\u001b\[32mVERIFIED/);
    expect(coloured.out.replace(/\u001b\[\d+m/g, '')).toBe(plain.out);
  });
});

describe('aver verify --artifact', () => {
  const artifact = SAMPLE.products
    .flatMap(({ releases }) => releases)
    .find(({ version }) => version === SAMPLE.flagship.version)!.artifacts[0]!;

  it.each([
    ['the file itself', () => join(folder, 'artifacts', FLAGSHIP.replace('@', '/'), artifact.name)],
    ['its digest', () => digestOf(artifact.bytes)],
  ])('is met by %s', async (_, given) => {
    expect((await aver(['verify', provenance, '--workspace', workspace, '--artifact', given()])).exit).toBe(0);
  });

  it.each([
    ['another file', () => workspace],
    ['another digest', () => `sha256:${'0'.repeat(64)}`],
  ])('is not met by %s', async (_, given) => {
    const { exit, out } = await aver(['verify', provenance, '--workspace', workspace, '--artifact', given()]);
    expect(exit).toBe(1);
    expect(out).toMatch(/✗ subject/);
  });

  it('takes what is neither a digest nor a file for a wrong usage', async () => {
    expect((await aver(['verify', provenance, '--artifact', 'sha256:abc'])).exit).toBe(3);
  });
});

describe('aver verify with a signer named on the command line', () => {
  const byIdentity = (identity: string, issuer = ISSUER) => [
    ...['verify', provenance, '--trusted-root', root],
    ...['--certificate-identity', identity, '--certificate-oidc-issuer', issuer],
  ];

  it('is met by exactly that identity and issuer', async () => {
    expect((await aver(byIdentity(IDENTITY))).exit).toBe(0);
  });

  it.each([
    ['another identity', () => byIdentity(`${IDENTITY}0`)],
    ['another issuer', () => byIdentity(IDENTITY, `${ISSUER}.org`)],
    ['a pattern, which is taken literally', () => byIdentity('.*')],
  ])('is not met by %s', async (_, argv) => {
    const { exit, out } = await aver(argv());
    expect(exit).toBe(1);
    expect(out).toMatch(/✗ identity +FAILED {2}IDENTITY_(ISSUER_)?UNEXPECTED/);
  });

  it('expects nobody else, whatever a workspace would let pass', async () => {
    const { exit } = await aver([...byIdentity('somebody@else.example'), '--workspace', workspace]);
    expect(exit).toBe(1);
  });

  it.each([
    ['an identity without issuer', ['--certificate-identity', IDENTITY], 'IDENTITY_INCOMPLETE'],
    ['an issuer without identity', ['--certificate-oidc-issuer', ISSUER], 'IDENTITY_INCOMPLETE'],
    [
      'a key and an identity',
      ['--key', 'k.pem', '--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER],
      'SIGNER_AMBIGUOUS',
    ],
  ])('refuses %s', async (_, options, code) => {
    const { exit, notes } = await aver(['verify', provenance, ...options]);
    expect(exit).toBe(3);
    expect(notes).toContain(code);
  });

  it('is met by the key of what a key signed, and by no other', async () => {
    const output = await folders.fresh();
    const environment = { AVERMENT_KEY_PASSPHRASE: 'a passphrase of the tests' };
    const order = ['attest', FLAGSHIP, '--workspace', workspace, '--key', join(output, 'k.pem'), '--output', output];
    expect((await aver(order, { environment })).exit).toBe(0);
    const bundle = join(output, 'attestation.sigstore.json');
    expect((await aver(['verify', bundle, '--key', join(output, 'attestation.pub')])).exit).toBe(0);
    const other = await folders.fresh();
    await aver([...order.slice(0, 4), '--key', join(other, 'k.pem'), '--output', other], { environment });
    const { exit, out } = await aver(['verify', bundle, '--key', join(other, 'attestation.pub')]);
    expect(exit).not.toBe(0);
    expect(out).not.toMatch(/^VERIFIED/);
  });
});
