import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { OrganizationId } from '#application';
import { toUtf8 } from '#kernel';

import { Secret } from '../config/secret.js';
import { FileKeyring } from './file-keyring.js';

const ACME = '01930000-0000-7000-8000-00000000000a' as OrganizationId;
const OTHER = '01930000-0000-7000-8000-00000000000b' as OrganizationId;
const passphrase = new Secret('correct horse battery staple');

describe('the file keyring', () => {
  let folder = '';
  const path = (): string => join(folder, `${ACME}.p8.pem`);
  const keyring = (): FileKeyring => new FileKeyring(folder, passphrase);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'averment-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes a key on first use and finds it again after a restart', async () => {
    const made = await keyring().signer(ACME);
    const found = await keyring().signer(ACME);
    expect(found.publicKey.fingerprint).toBe(made.publicKey.fingerprint);
    expect(made.publicKey.kind).toBe('p256');
    const message = toUtf8('hello');
    expect(made.publicKey.verify(message, await found.sign(message))).toBe(true);
  });

  it('gives each organization a key of its own', async () => {
    const [one, other] = await Promise.all([keyring().signer(ACME), keyring().signer(OTHER)]);
    expect(one.publicKey.fingerprint).not.toBe(other.publicKey.fingerprint);
  });

  it('keeps the key encrypted and to its owner', async () => {
    await keyring().signer(ACME);
    expect(readFileSync(path(), 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('gives processes that race for the first use one and the same key', async () => {
    const signers = await Promise.all(Array.from({ length: 8 }, () => keyring().signer(ACME)));
    expect(new Set(signers.map(({ publicKey }) => publicKey.fingerprint)).size).toBe(1);
  });

  it('says that the passphrase is wrong, and keeps the key', async () => {
    await keyring().signer(ACME);
    const sealed = readFileSync(path(), 'utf8');
    const locked = new FileKeyring(folder, new Secret('wrong passphrase')).signer(ACME);
    await expect(locked).rejects.toMatchObject({
      code: 'SIGNING_KEY_LOCKED',
      message: expect.stringContaining('AVERMENT_KEY_PASSPHRASE'),
    });
    expect(readFileSync(path(), 'utf8')).toBe(sealed);
  });

  it('says that a file is no key, and tries again once it is repaired', async () => {
    const ring = keyring();
    writeFileSync(path(), 'not a key');
    await expect(ring.signer(ACME)).rejects.toMatchObject({ code: 'SIGNING_KEY_LOCKED' });
    rmSync(path());
    await expect(ring.signer(ACME)).resolves.toHaveProperty('publicKey');
  });

  it('says that the key cannot be read', async () => {
    mkdirSync(path());
    await expect(keyring().signer(ACME)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'SIGNING_KEY_UNAVAILABLE',
    });
  });

  it('turns nothing but an id into a path', async () => {
    await expect(keyring().signer('../../etc/shadow' as OrganizationId)).rejects.toThrow(TypeError);
  });
});
