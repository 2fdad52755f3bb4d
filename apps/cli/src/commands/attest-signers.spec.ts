import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parse as parseYaml, stringify } from 'yaml';

import { attestationSignerRule } from '#attestation';

import { LocalServers } from '../../../../libs/connectors/src/testing/signing/local-server.js';
import {
  EMAIL,
  identityTokenOf,
  ISSUER,
  StandInSigstore,
} from '../../../../libs/connectors/src/testing/signing/stand-in-sigstore.js';
import { StandInVault, VAULT_TOKEN } from '../../../../libs/connectors/src/testing/signing/stand-in-vault.js';
import { aver, FLAGSHIP, Folders } from '../testing/aver.js';

const folders = new Folders();
const servers = new LocalServers();
afterAll(() => folders.remove());
afterEach(() => servers.close());

let workspace: string;
let output: string;
let sigstore: StandInSigstore;
let address: string;

beforeEach(async () => {
  workspace = await folders.sampleWorkspace();
  output = await folders.fresh();
  sigstore = new StandInSigstore();
  address = await servers.serve(sigstore.listener);
});

const attest = (signer: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  aver(['attest', FLAGSHIP, '--workspace', workspace, '--output', output, ...signer], { environment });
const bundle = async () =>
  JSON.parse(await readFile(join(output, 'attestation.sigstore.json'), 'utf8')) as Record<string, object>;
const replayed = async () => {
  const { out, notes } = await aver(['replay', join(output, 'pack')]);
  return `${out}${notes}`;
};

interface Described {
  readonly trustRoots: unknown[];
  readonly rules: unknown[];
}

async function rewrite(change: (described: Described) => void): Promise<void> {
  const described = parseYaml(await readFile(workspace, 'utf8')) as Described;
  change(described);
  await writeFile(workspace, stringify(described, { aliasDuplicateObjects: false }));
}

/** The workspace trusts the stand-in, and expects that person to sign attestations. */
async function expectKeyless(): Promise<void> {
  const folder = dirname(workspace);
  await writeFile(join(folder, 'stand-in.json'), sigstore.world.trustedRoot());
  await rewrite(({ trustRoots, rules }) => {
    trustRoots.push({ name: 'stand-in', file: 'stand-in.json' });
    rules.push(attestationSignerRule({ issuer: ISSUER, identity: EMAIL }));
  });
}

const keyless = () => ({
  AVERMENT_FULCIO_URL: address,
  AVERMENT_REKOR_URL: address,
  SIGSTORE_ID_TOKEN: identityTokenOf({ email: EMAIL }),
});

describe('aver attest --signer', () => {
  it('signs by a key in Vault, and the pack replays', async () => {
    const vault = new StandInVault();
    const { publicKey } = vault.make('release');
    const spec = `vault:${await servers.serve(vault.listener)}/transit/release`;
    const said = await attest(['--signer', spec], { AVERMENT_VAULT_TOKEN: VAULT_TOKEN });
    expect(said).toMatchObject({ exit: 0 });
    expect(await readFile(join(output, 'attestation.pub'), 'utf8')).toBe(publicKey.toPem());
    expect(await replayed()).toMatch(/^INTACT +yes[^]*^CONSISTENT +yes/m);
  });

  it('signs keyless where the workspace expects who signs, and the pack replays under its own root', async () => {
    await expectKeyless();
    expect(await attest(['--signer', 'keyless:'], keyless())).toMatchObject({ exit: 0 });
    const { verificationMaterial = {} } = await bundle();
    expect(Object.keys(verificationMaterial)).toEqual(['certificate', 'tlogEntries']);
    expect(await replayed()).toMatch(/^INTACT +yes[^]*^CONSISTENT +yes/m);
  });

  it('says which rule is missing where nobody expects the identity, and writes nothing', async () => {
    await expectKeyless();
    await rewrite(({ rules }) => rules.pop());
    const said = await attest(['--signer', 'keyless:'], keyless());
    expect(said.exit).toBe(3);
    expect(said.notes).toContain('OWN_SIGNER_UNEXPECTED');
    expect(said.notes).toContain(`"exactly":"${EMAIL}"`);
    await expect(bundle()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('has any signature time-stamped, and issues nothing where the authority is away', async () => {
    const environment = { AVERMENT_KEY_PASSPHRASE: 'a passphrase of the tests' };
    const signer = ['--key', join(output, 'key.pem'), '--timestamp', `${address}/timestamp`];
    expect(await attest(signer, environment)).toMatchObject({ exit: 0 });
    expect((await bundle()).verificationMaterial).toHaveProperty('timestampVerificationData');
    await rm(join(output, 'attestation.sigstore.json'));
    sigstore.misbehaving.set('tsa', (response) => response.destroy());
    const said = await attest(signer, environment);
    expect(said).toMatchObject({ exit: 2, notes: expect.stringContaining('TSA_UNREACHABLE') });
    await expect(bundle()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['no signer', [], 'SIGNER_MISSING'],
    ['two of them', ['--key', 'key.pem', '--signer', 'keyless:'], 'SIGNER_MISSING'],
    ['one that is none', ['--signer', 'kms:key'], 'SIGNER_SPEC_INVALID'],
    ['a public log that nobody accepted', ['--signer', 'keyless:'], 'PUBLIC_LOG_UNACKNOWLEDGED'],
  ])('refuses %s before anything is signed', async (_, signer, code) => {
    const environment = { ...keyless(), AVERMENT_FULCIO_URL: 'https://93.184.216.34' };
    const said = await attest(signer, environment);
    expect(said).toMatchObject({ exit: 3, notes: expect.stringContaining(code) });
  });
});
