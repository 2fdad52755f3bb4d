import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { loadConfig } from './config.js';
import { SecretFile } from './secret-file.js';

const signingOf = (environment: Readonly<Record<string, string>>) => loadConfig(environment).config.signing;

describe('the configuration of signing', () => {
  it('holds keys in files, asks nobody and logs nothing unless told otherwise', () => {
    expect(signingOf({})).toEqual({
      holder: { kind: 'file' },
      access: {
        pkcs11: {},
        vault: {},
        keyless: {
          fulcio: 'https://fulcio.sigstore.dev',
          rekor: { address: 'https://rekor.sigstore.dev', version: 1 },
          acceptPublicLog: false,
        },
      },
    });
  });

  it.each([
    ['AVERMENT_PKCS11_TOKEN', { AVERMENT_SIGNER: 'pkcs11', AVERMENT_PKCS11_MODULE: '/m.so' }],
    ['AVERMENT_PKCS11_MODULE', { AVERMENT_SIGNER: 'pkcs11', AVERMENT_PKCS11_TOKEN: 'acme' }],
    ['AVERMENT_VAULT_URL', { AVERMENT_SIGNER: 'vault' }],
    [
      'AVERMENT_SIGNER_KEY',
      { AVERMENT_SIGNER: 'vault', AVERMENT_VAULT_URL: 'https://v.example/t', AVERMENT_SIGNER_KEY: 'one-for-all' },
    ],
    ['AVERMENT_SIGNER', { AVERMENT_SIGNER: 'paper' }],
    ['AVERMENT_VAULT_KEY_VERSION', { AVERMENT_VAULT_KEY_VERSION: '0' }],
    ['AVERMENT_REKOR_VERSION', { AVERMENT_REKOR_VERSION: '3' }],
  ])('names what is missing or wrong: %s', (name, environment) => {
    expect(() => signingOf(environment)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION_INVALID', message: expect.stringContaining(name) }),
    );
  });

  it('takes the identity token that somebody named before what the surroundings offer', () => {
    const ci = {
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://ci.example/token?a=b',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-the-job',
    };
    const kindOf = (environment: Readonly<Record<string, string>>) =>
      signingOf(environment).access.keyless.identityToken?.kind;
    expect(kindOf(ci)).toBe('github');
    expect(kindOf({ ...ci, SIGSTORE_ID_TOKEN: 'a.given.identity.token' })).toBe('given');
    expect(kindOf({ ...ci, AVERMENT_IDENTITY_TOKEN_FILE: '/run/token' })).toBe('file');
    expect(kindOf({ ACTIONS_ID_TOKEN_REQUEST_URL: 'https://ci.example' })).toBeUndefined();
  });

  it('shows no secret of a signer when it is printed', () => {
    const secret = 'correct-horse-battery-staple';
    const names = [
      'AVERMENT_PKCS11_PIN',
      'AVERMENT_VAULT_TOKEN',
      'SIGSTORE_ID_TOKEN',
      'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    ];
    const environment = Object.fromEntries(names.map((name) => [name, secret]));
    expect(JSON.stringify(signingOf(environment))).not.toContain(secret);
    const ci = { ...environment, SIGSTORE_ID_TOKEN: '', ACTIONS_ID_TOKEN_REQUEST_URL: 'https://ci.example' };
    expect(JSON.stringify(signingOf(ci))).not.toContain(secret);
  });
});

describe('a secret in a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'averment-secret-file-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read when it is asked for, so that it may be renewed, and shown by nothing else', () => {
    const path = join(folder, 'token');
    const secret = new SecretFile(path);
    writeFileSync(path, 'the first\n');
    expect(secret.reveal()).toBe('the first');
    writeFileSync(path, 'the second\n');
    expect(secret.reveal()).toBe('the second');
    expect(JSON.stringify(secret)).not.toContain('second');
  });

  it('that cannot be read is said by its path', () => {
    expect(() => new SecretFile(join(folder, 'absent')).reveal()).toThrow(
      expect.objectContaining({ kind: 'unavailable', code: 'SECRET_UNREADABLE' }),
    );
  });
});
