import type { ServerResponse } from 'node:http';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { toUtf8 } from '#kernel';

import { answerJson, goneAddress, LocalServers } from '../../testing/signing/local-server.js';
import { StandInVault, VAULT_NAMESPACE, VAULT_TOKEN } from '../../testing/signing/stand-in-vault.js';
import type { VaultKey } from './vault-key.js';
import { openVaultSigner } from './vault-signer.js';

const MESSAGE = toUtf8('a message');
const servers = new LocalServers();
let vault: StandInVault;
let address: string;

const key = (changes: Partial<VaultKey> = {}): VaultKey => ({
  address: `${address}/transit/averment-acme`,
  token: { reveal: () => VAULT_TOKEN },
  ...changes,
});

beforeEach(async () => {
  vault = new StandInVault();
  vault.make('averment-acme');
  address = await servers.serve(vault.listener);
});
afterEach(() => servers.close());

describe('a key in Vault', () => {
  it('signs a digest that Vault is sent, and never sends the message', async () => {
    const signer = await openVaultSigner(key());
    expect(signer.publicKey.verify(MESSAGE, await signer.sign(MESSAGE))).toBe(true);
    expect(vault.asked.map(({ body }) => body).join()).not.toContain(Buffer.from(MESSAGE).toString('base64'));
  });

  it('stays the version it is: a rotation in Vault changes nothing', async () => {
    const before = await openVaultSigner(key());
    vault.make('averment-acme');
    const after = await openVaultSigner(key());
    expect(after.publicKey.fingerprint).toBe(before.publicKey.fingerprint);
    expect(before.publicKey.verify(MESSAGE, await after.sign(MESSAGE))).toBe(true);
  });

  it('is another version where somebody says so', async () => {
    const second = vault.make('averment-acme');
    const signer = await openVaultSigner(key({ version: 2 }));
    expect(signer.publicKey.fingerprint).toBe(second.publicKey.fingerprint);
    expect(signer.publicKey.verify(MESSAGE, await signer.sign(MESSAGE))).toBe(true);
  });

  it('is asked for in its namespace', async () => {
    await openVaultSigner(key({ namespace: VAULT_NAMESPACE }));
    expect(vault.asked.map(({ namespace }) => namespace)).toEqual([VAULT_NAMESPACE]);
  });

  it('is not used where it signs with another key than it shows', async () => {
    const signer = await openVaultSigner(key());
    vault.keys.clear();
    vault.make('averment-acme');
    await expect(signer.sign(MESSAGE)).rejects.toMatchObject({ code: 'SIGNATURE_SELF_CHECK_FAILED' });
  });

  it('never stands in an error, nor does its token', async () => {
    vault.misbehave = (response) => {
      answerJson(response, 400, { errors: [`token ${VAULT_TOKEN}`] });
      return true;
    };
    const error = await openVaultSigner(key()).catch(String);
    expect(error).not.toContain(VAULT_TOKEN);
  });
});

const answer = (status: number, body: unknown) => (response: ServerResponse) => answerJson(response, status, body);
const CERTIFIED = { type: 'ecdsa-p256', keys: { '1': { public_key: 'no key' } } };

describe('a Vault that does not answer as it should', () => {
  it.each([
    ['refuses the token', 'VAULT_REFUSED', answer(403, {})],
    ['has no such key', 'VAULT_KEY_MISSING', answer(404, {})],
    ['is asked too often', 'VAULT_BUSY', answer(429, {})],
    ['is sealed', 'VAULT_FAILED', answer(503, {})],
    ['failed', 'VAULT_FAILED', answer(500, {})],
    ['answers another status', 'VAULT_ANSWER_INVALID', answer(302, {})],
    ['answers no JSON', 'VAULT_ANSWER_INVALID', (response: ServerResponse) => response.end('<html>')],
    ['answers other JSON', 'VAULT_ANSWER_INVALID', answer(200, { data: [] })],
    ['answers a public key that is none', 'VAULT_ANSWER_INVALID', answer(200, { data: CERTIFIED })],
    ['answers without end', 'VAULT_ANSWER_INVALID', (response: ServerResponse) => response.end('a'.repeat(300_000))],
    ['hangs up', 'VAULT_UNREACHABLE', (response: ServerResponse) => response.destroy()],
  ] as const)('%s: %s', async (_, code, misbehave) => {
    vault.misbehave = (response) => {
      misbehave(response);
      return true;
    };
    await expect(openVaultSigner(key())).rejects.toMatchObject({ kind: 'unavailable', code });
  });

  it('is slow: VAULT_SLOW', async () => {
    vault.misbehave = () => true;
    await expect(openVaultSigner(key({ timeoutSeconds: 0.05 }))).rejects.toMatchObject({ code: 'VAULT_SLOW' });
  });

  it('is away: VAULT_UNREACHABLE', async () => {
    const away = key({ address: `${await goneAddress()}/transit/averment-acme` });
    await expect(openVaultSigner(away)).rejects.toMatchObject({ kind: 'unavailable', code: 'VAULT_UNREACHABLE' });
  });

  it('knows another token: VAULT_REFUSED', async () => {
    const stranger = key({ token: { reveal: () => 'hvs.stranger' } });
    await expect(openVaultSigner(stranger)).rejects.toMatchObject({ code: 'VAULT_REFUSED' });
  });

  it('holds a key of another type: VAULT_KEY_UNSUPPORTED', async () => {
    vault.type = 'aes256-gcm96';
    await expect(openVaultSigner(key())).rejects.toMatchObject({ code: 'VAULT_KEY_UNSUPPORTED' });
  });

  it('does not have the version: VAULT_KEY_VERSION_MISSING', async () => {
    await expect(openVaultSigner(key({ version: 7 }))).rejects.toMatchObject({ code: 'VAULT_KEY_VERSION_MISSING' });
  });

  it('signs by another version than asked: VAULT_ANSWER_INVALID', async () => {
    const signer = await openVaultSigner(key());
    vault.misbehave = (response) => {
      answerJson(response, 200, { data: { signature: 'vault:v2:MAA=' } });
      return true;
    };
    await expect(signer.sign(MESSAGE)).rejects.toMatchObject({ code: 'VAULT_ANSWER_INVALID' });
  });
});

describe('the address of a key in Vault', () => {
  it.each([
    'http://vault.example/transit/key',
    'https://vault.example/transit',
    'https://user:word@vault.example/transit/key',
    'https://vault.example/transit/key?version=2',
    'https://vault.example/transit/../key',
    'https://vault.example/transit//key',
    'https://vault.example/transit/a%2Fb',
    'vault.example/transit/key',
    'file:///transit/key',
  ])('is not %s', async (wrong) => {
    const opening = openVaultSigner(key({ address: wrong }));
    await expect(opening).rejects.toMatchObject({ kind: 'invalid', code: 'VAULT_ADDRESS_INVALID' });
    expect(vault.asked).toEqual([]);
  });
});
