import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { toUtf8 } from '#kernel';

import { hasSoftHsm, PIN, SoftHsm } from '../../testing/signing/soft-hsm.js';
import { OpenToken } from './open-token.js';
import type { Pkcs11Token } from './pkcs11-key.js';
import { openPkcs11Signer } from './pkcs11-signer.js';

const MESSAGE = toUtf8('a message');
const present = hasSoftHsm();
if (!present) process.stderr.write('SKIPPED: keys on tokens, because softhsm2 and opensc are not installed\n');

(present ? describe : describe.skip)('a key on a PKCS#11 token', () => {
  let hsm: SoftHsm;
  const open = async (label: string, changes: Partial<Pkcs11Token> = {}) =>
    openPkcs11Signer(await OpenToken.open(hsm.token(changes)), { label });

  beforeAll(() => {
    hsm = new SoftHsm();
    hsm.make('first', '01');
    hsm.make('averment-acme', '02');
    hsm.make('larger', '03ab', 'EC:secp384r1');
    hsm.make('twice', '04');
    hsm.make('twice', '05');
    hsm.make('rsa', '06', 'RSA:2048');
  });
  afterAll(() => hsm.remove());

  it.each(['first', 'averment-acme', 'larger'])('signs as %s, and as no other key of the token', async (label) => {
    const signer = await open(label);
    expect(signer.publicKey.verify(MESSAGE, await signer.sign(MESSAGE))).toBe(true);
  });

  it('signs many messages at once, one after the other', async () => {
    const signer = await open('averment-acme');
    const messages = Array.from({ length: 5 }, (_, index) => toUtf8(`message ${index}`));
    const signatures = await Promise.all(messages.map((message) => signer.sign(message)));
    messages.forEach((message, index) => {
      expect(signer.publicKey.verify(message, signatures[index] ?? new Uint8Array())).toBe(true);
    });
  });

  it.each([
    ['is not there', 'absent', 'PKCS11_KEY_MISSING'],
    ['is there twice', 'twice', 'PKCS11_KEY_AMBIGUOUS'],
    ['is of another kind', 'rsa', 'PKCS11_KEY_UNSUPPORTED'],
  ])('that %s is refused by name', async (_, label, code) => {
    await expect(open(label)).rejects.toMatchObject({ kind: 'unavailable', code });
  });

  it('is not reached by a token of another name', async () => {
    await expect(open('first', { token: 'absent' })).rejects.toMatchObject({ code: 'PKCS11_TOKEN_MISSING' });
  });

  it('is not reached through a file that is no module', async () => {
    await expect(open('first', { module: '/etc/passwd' })).rejects.toMatchObject({ code: 'PKCS11_MODULE_UNUSABLE' });
  });

  it('opens to no wrong PIN, which is sent once and never again', async () => {
    const token = await OpenToken.open(hsm.token({ pin: { reveal: () => '999999' } }));
    const refused = { kind: 'unavailable', code: 'PKCS11_PIN_REFUSED' };
    const tries = Array.from({ length: 8 }, () => openPkcs11Signer(token, { label: 'first' }));
    for (const opening of tries) await expect(opening).rejects.toMatchObject(refused);
    await expect(openPkcs11Signer(token, { label: 'first' })).rejects.toMatchObject(refused);
    // Eight tries would have locked it: SoftHSM, as most tokens, counts them.
    await expect(open('first')).resolves.toHaveProperty('publicKey');
  });
});

describe('what speaks to a token', () => {
  let folder: string;
  /** A tool that does as the script says. */
  const tool = (script: string): string => {
    const path = join(folder, `tool-${Math.random()}`);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const token = (changes: Partial<Pkcs11Token>): Promise<OpenToken> =>
    OpenToken.open({
      module: '/etc/passwd',
      token: 'acme',
      pin: { reveal: () => PIN },
      environment: { PATH: process.env['PATH'], AVERMENT_KEY_PASSPHRASE: 'a secret of ours' },
      ...changes,
    });
  const ask = async (changes: Partial<Pkcs11Token>) => (await token(changes)).ask(['--list-objects']);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'averment-tool-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('must be installed', async () => {
    const asking = ask({ tool: join(folder, 'absent') });
    await expect(asking).rejects.toMatchObject({
      code: 'PKCS11_TOOL_MISSING',
      message: expect.stringMatching(/opensc/),
    });
  });

  it.each(['/absent/module.so', 'module.so'])('needs a module by its absolute path, not %s', async (module) => {
    await expect(token({ module })).rejects.toMatchObject({ kind: 'unavailable', code: 'PKCS11_MODULE_MISSING' });
  });

  it('is given the PIN by its environment and never as an argument, and none of our secrets', async () => {
    const seen = join(folder, 'seen');
    await ask({ tool: tool(`echo "$@" > ${seen}; env >> ${seen}`) });
    const [args = '', ...environment] = readFileSync(seen, 'utf8').split('\n');
    expect(args).toContain('--pin env:AVERMENT_CHILD_PIN');
    expect(args).not.toContain(PIN);
    expect(environment).toContain(`AVERMENT_CHILD_PIN=${PIN}`);
    expect(environment.join()).not.toContain('a secret of ours');
  });

  it('is ended when it takes too long', async () => {
    const asking = ask({ tool: tool('exec sleep 60'), timeoutSeconds: 0.1 });
    await expect(asking).rejects.toMatchObject({ kind: 'unavailable', code: 'PKCS11_SLOW' });
  });

  it('may crash without taking us along', async () => {
    await expect(ask({ tool: tool('kill -SEGV $$') })).rejects.toMatchObject({ code: 'PKCS11_FAILED' });
  });

  it('may refuse for a reason of its own', async () => {
    await expect(ask({ tool: tool('exit 1') })).rejects.toMatchObject({ code: 'PKCS11_REFUSED' });
  });

  it('may list what it likes: nothing of it is taken for a key', async () => {
    const garbled = tool(
      `printf 'Public Key Object; EC\\n  label: acme\\n  ID: 01\\n  EC_PARAMS: x\\n  EC_POINT: 04\\n'`,
    );
    const opening = openPkcs11Signer(await token({ tool: garbled }), { label: 'acme' });
    await expect(opening).rejects.toMatchObject({ code: 'PKCS11_KEY_UNSUPPORTED' });
  });
});
