import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { readPack } from '#attestation';
import { parse, type Predicate } from '#evidence';
import { digestOf, toUtf8 } from '#kernel';

import { aver, FLAGSHIP, Folders } from '../testing/aver.js';
import { filesBelow } from '../workspace/read-files.js';

const folders = new Folders();
afterAll(() => folders.remove());

const environment = { AVERMENT_KEY_PASSPHRASE: 'a passphrase of the tests' };
const WORDS = 'I have read the assessment.\nI state what it shows, and nothing more.';
const SIGNATORY = ['--name', 'Dana Okafor', '--title', 'CEO', '--authority', 'sole director'];

let workspace: string;
beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
});

async function attest(...options: readonly string[]) {
  const output = await folders.fresh();
  const argv = ['attest', FLAGSHIP, '--workspace', workspace, '--key', join(output, 'k.pem'), '--output', output];
  return { output, ...(await aver([...argv, ...options], { environment })) };
}

async function fileOf(name: string, text: string): Promise<string> {
  const file = join(await folders.fresh(), name);
  await writeFile(file, text);
  return file;
}

async function predicateIn(folder: string, name: string): Promise<Predicate | undefined> {
  const { content } = parse(await readFile(join(folder, name)));
  return content.kind === 'signed' ? content.predicate : undefined;
}

describe('aver attest, beside the assessment', () => {
  it('signs a verification summary and says how cosign checks the assessment', async () => {
    const { exit, out, output } = await attest();
    expect(exit).toBe(0);
    expect(out).toMatch(
      /cosign verify-blob-attestation --key .*attestation\.pub \\\n +--type https:\/\/averment\.dev\/predicate\/ssdf-assessment\/v1 \\\n +--insecure-ignore-tlog --bundle .*attestation\.sigstore\.json \\\n +--digestAlg sha256 --digest [0-9a-f]{64}/,
    );
    expect(await predicateIn(output, 'slsa-vsa.sigstore.json')).toMatchObject({ kind: 'verification-summary' });
    expect(await filesBelow(output)).not.toContain(join(output, 'producer-statement.sigstore.json'));
  });

  it("signs a producer's statement in exactly the words of the file, over the digest of the assessment", async () => {
    const delegation = await fileOf('delegation.pdf', 'I let them.');
    const words = await fileOf('words.txt', `${WORDS}\n`);
    const made = await attest('--producer-statement', words, ...SIGNATORY, '--delegation', delegation);
    expect(made.exit).toBe(0);
    expect(await predicateIn(made.output, 'producer-statement.sigstore.json')).toMatchObject({
      ...{ kind: 'producer-statement', words: WORDS },
      assessment: digestOf(await readFile(join(made.output, 'attestation.sigstore.json'))),
      signatory: { name: 'Dana Okafor', title: 'CEO', delegation: digestOf(toUtf8('I let them.')) },
    });
  });

  it('takes both along in the pack, named by its status', async () => {
    const { output } = await attest('--producer-statement', await fileOf('words.txt', WORDS), ...SIGNATORY);
    const pack = join(output, 'pack');
    const files = await Promise.all(
      (await filesBelow(pack)).map(async (file) => [file.slice(pack.length + 1), await readFile(file)] as const),
    );
    expect(readPack(new Map(files)).pack?.companions?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['slsa-vsa.sigstore.json', 'producer-statement.sigstore.json']),
    );
    expect((await aver(['replay', pack])).out).toMatch(/^INTACT +yes/m);
  });

  it.each<[string, string | undefined, readonly string[], string]>([
    ['without who states it', WORDS, [], 'SIGNATORY_MISSING'],
    ['without the words', undefined, SIGNATORY, 'SIGNATORY_MISSING'],
    ['with words that are turned around', 'I do \u202eton\u202c agree', SIGNATORY, 'PRODUCER_STATEMENT_INVALID'],
    ['with words that move a cursor', 'no\u001b[1Dyes', SIGNATORY, 'PRODUCER_STATEMENT_INVALID'],
    ['with 100 KB of words', 'a'.repeat(100_000), SIGNATORY, 'PRODUCER_STATEMENT_INVALID'],
  ])('writes nothing for a statement %s', async (_, words, signatory, code) => {
    const file = words === undefined ? [] : ['--producer-statement', await fileOf('words.txt', words)];
    const { exit, notes, output } = await attest(...file, ...signatory);
    expect([exit, notes.includes(code)]).toEqual([3, true]);
    expect((await filesBelow(output)).filter((name) => name.endsWith('.json'))).toEqual([]);
  });
});
