import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeEach, describe } from '@jest/globals';

import type { OrganizationId } from '#application';
import { Signers, type SignerAccess, type SignerSpec } from '#connectors';
import { SigningKey } from '#kernel';
import { FileKeyring, Secret } from '#platform';

import { keylessOptions } from '../../libs/connectors/src/testing/signing/keyless-options.js';
import { answerJson, goneAddress, LocalServers } from '../../libs/connectors/src/testing/signing/local-server.js';
import { hasSoftHsm, SoftHsm } from '../../libs/connectors/src/testing/signing/soft-hsm.js';
import { pemOf, SIGNED_AT, StandInSigstore } from '../../libs/connectors/src/testing/signing/stand-in-sigstore.js';
import { StandInVault, VAULT_TOKEN } from '../../libs/connectors/src/testing/signing/stand-in-vault.js';
import { signerContract } from './signer.contract.js';

const ACME = '01930000-0000-7000-8000-00000000000a' as OrganizationId;
const servers = new LocalServers();
afterEach(() => servers.close());

/** What no signer of this contract needs unless it says so. */
const ACCESS: SignerAccess = {
  pkcs11: {},
  vault: { token: { reveal: () => VAULT_TOKEN } },
  keyless: keylessOptions('http://127.0.0.1:1'),
};
const open = (spec: SignerSpec, access: Partial<SignerAccess> = {}, environment = {}) =>
  new Signers({ ...ACCESS, ...access }, environment).open(spec);

describe('a key in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'averment-signers-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const keyring = (name: string) => new FileKeyring(join(folder, name), new Secret('a passphrase for tests'));

  signerContract({
    open: () => keyring('keys').signer(ACME),
    openAway: () => {
      mkdirSync(join(folder, 'away', `${ACME}.p8.pem`), { recursive: true });
      return keyring('away').signer(ACME);
    },
    openExchanged: async () => {
      const signer = await keyring('exchanged').signer(ACME);
      for (const file of readdirSync(join(folder, 'exchanged'))) rmSync(join(folder, 'exchanged', file));
      await keyring('exchanged').signer(ACME);
      return signer;
    },
  });
});

const present = hasSoftHsm();
if (!present) process.stderr.write('SKIPPED: keys on tokens, because softhsm2 and opensc are not installed\n');
(present ? describe : describe.skip)('a key on a token', () => {
  let hsm: SoftHsm;
  beforeEach(() => {
    hsm = new SoftHsm();
    hsm.make('averment-acme', '01');
  });
  afterEach(() => hsm.remove());
  const ofToken = (token: string) => {
    const { module, pin, environment } = hsm.token();
    const pkcs11 = pin === undefined ? {} : { pin };
    return open({ kind: 'pkcs11', module, token, label: 'averment-acme' }, { pkcs11 }, environment);
  };

  signerContract({
    open: () => ofToken('acme'),
    openAway: () => ofToken('gone'),
    openExchanged: async () => {
      const signer = await ofToken('acme');
      hsm.drop('01');
      hsm.make('averment-acme', '01');
      return signer;
    },
  });
});

describe('a key in Vault', () => {
  let vault: StandInVault;
  let address: string;
  beforeEach(async () => {
    vault = new StandInVault();
    vault.make('averment-acme');
    address = await servers.serve(vault.listener);
  });
  const at = (vaultAddress: string) => open({ kind: 'vault', address: `${vaultAddress}/transit/averment-acme` });

  signerContract({
    open: () => at(address),
    openAway: async () => at(await goneAddress()),
    openExchanged: async () => {
      const signer = await at(address);
      vault.keys.clear();
      vault.make('averment-acme');
      return signer;
    },
  });
});

describe('a key that nobody keeps', () => {
  let sigstore: StandInSigstore;
  let address: string;
  beforeEach(async () => {
    sigstore = new StandInSigstore();
    address = await servers.serve(sigstore.listener);
  });

  const at = (fulcio: string) => open({ kind: 'keyless' }, { keyless: keylessOptions(address, { fulcio }) });

  signerContract({
    open: () => at(address),
    openAway: async () => at(await goneAddress()),
    openExchanged: () => {
      const identity = { kind: 'email', issuer: 'https://accounts.example', email: 'a@b.example' } as const;
      const { publicKey } = SigningKey.generate();
      const certificate = pemOf(sigstore.world.certify({ identity, publicKey, at: SIGNED_AT }));
      sigstore.misbehaving.set('fulcio', (response) =>
        answerJson(response, 200, { signedCertificateEmbeddedSct: { chain: { certificates: [certificate] } } }),
      );
      return at(address);
    },
  });
});
