import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { OrganizationId } from '#application';
import { FileKeyring, loadConfig, Secret } from '#platform';

import { LocalServers } from '../../connectors/src/testing/signing/local-server.js';
import { EMAIL, identityTokenOf, StandInSigstore } from '../../connectors/src/testing/signing/stand-in-sigstore.js';
import { StandInVault, VAULT_TOKEN } from '../../connectors/src/testing/signing/stand-in-vault.js';
import { openKeyring } from './open-keyring.js';

const ACME = '01930000-0000-7000-8000-00000000000a' as OrganizationId;
const OTHER = '01930000-0000-7000-8000-00000000000b' as OrganizationId;
const ENVELOPE = { payloadType: 'a', payload: new Uint8Array(), signature: Uint8Array.of(1) };

describe('the keyring of an installation', () => {
  const servers = new LocalServers();
  let folder: string;
  let files: FileKeyring;
  let sigstore: StandInSigstore;
  let address: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'averment-keyring-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    files = new FileKeyring(folder, new Secret('a passphrase for tests'));
    sigstore = new StandInSigstore();
    address = await servers.serve(sigstore.listener);
  });
  afterEach(() => servers.close());

  const keyringOf = (environment: Readonly<Record<string, string>>) =>
    openKeyring(loadConfig(environment).config.signing, files);

  it('holds keys in files unless it is told otherwise, and signs attestations with them', async () => {
    const keyring = keyringOf({});
    const [own, attesting] = [await keyring.signer(ACME), await keyring.attestationSigner(ACME)];
    expect(attesting).toBe(own);
    expect(own.witness).toBeUndefined();
  });

  it('has attestations time-stamped, and nothing else', async () => {
    const keyring = keyringOf({ AVERMENT_TIMESTAMP_URL: `${address}/timestamp` });
    expect((await keyring.signer(ACME)).witness).toBeUndefined();
    const witnessed = await (await keyring.attestationSigner(ACME)).witness?.(ENVELOPE);
    expect(witnessed?.timestamps).toHaveLength(1);
  });

  it('signs attestations keyless, each with a new key, and all else with the key of the organization', async () => {
    const keyring = keyringOf({
      AVERMENT_SIGNER: 'keyless',
      AVERMENT_FULCIO_URL: address,
      AVERMENT_REKOR_URL: address,
      SIGSTORE_ID_TOKEN: identityTokenOf({ email: EMAIL }),
    });
    const own = await keyring.signer(ACME);
    const [one, other] = [await keyring.attestationSigner(ACME), await keyring.attestationSigner(ACME)];
    expect(own.certificate).toBeUndefined();
    expect(one.certificate).toBeDefined();
    expect(new Set([own, one, other].map(({ publicKey }) => publicKey.fingerprint)).size).toBe(3);
  });

  it('finds the key of each organization in Vault by its name, and makes none', async () => {
    const vault = new StandInVault();
    vault.make(`ours-${ACME}`);
    const keyring = keyringOf({
      AVERMENT_SIGNER: 'vault',
      AVERMENT_SIGNER_KEY: 'ours-{organization}',
      AVERMENT_VAULT_URL: `${await servers.serve(vault.listener)}/transit/`,
      AVERMENT_VAULT_TOKEN: VAULT_TOKEN,
    });
    const signer = await keyring.signer(ACME);
    expect(await keyring.signer(ACME)).toBe(signer);
    await expect(keyring.signer(OTHER)).rejects.toMatchObject({ code: 'VAULT_KEY_MISSING' });
    vault.make(`ours-${OTHER}`);
    await expect(keyring.signer(OTHER)).resolves.toHaveProperty('publicKey');
  });

  it('looks for keys on a token, and says where there is no module', async () => {
    const keyring = keyringOf({
      AVERMENT_SIGNER: 'pkcs11',
      AVERMENT_PKCS11_MODULE: '/absent/module.so',
      AVERMENT_PKCS11_TOKEN: 'acme',
    });
    await expect(keyring.signer(ACME)).rejects.toMatchObject({ code: 'PKCS11_MODULE_MISSING' });
  });

  it.each([
    ['VAULT_TOKEN_MISSING', { AVERMENT_SIGNER: 'vault', AVERMENT_VAULT_URL: 'https://vault.example/transit' }],
    ['OIDC_TOKEN_MISSING', { AVERMENT_SIGNER: 'keyless' }],
  ] as const)('says %s where nobody gave a token', async (code, environment) => {
    const signing = keyringOf(environment).attestationSigner(ACME);
    await expect(signing).rejects.toMatchObject({ kind: 'invalid', code });
  });
});
