import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { fromUtf8, parseInstant, type JsonObject } from '#kernel';
import { createSigstore, PrivateAuthority } from '#sample-world';

import { aver, Folders } from '../testing/aver.js';

const NOW = parseInstant('2026-11-20T12:00:00Z');
const ID = 'spiffe://acme.example/ci/release';
const STATEMENT = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'app', digest: { sha256: 'a'.repeat(64) } }],
  predicateType: 'https://in-toto.io/attestation/link/v0.3',
  predicate: { name: 'build', command: [], materials: [] },
};

const folders = new Folders();
afterAll(() => folders.remove());

/** What a CA of the organization's own signed, beside its trust root. */
async function signed(form: 'pem' | 'spiffe') {
  const folder = await folders.fresh();
  const domain = form === 'spiffe' ? { trustDomain: 'acme.example' } : {};
  const authority = new PrivateAuthority({ seed: 'cli', now: NOW, name: 'acme', ...domain });
  const [root, evidence] = [join(folder, 'root'), join(folder, 'evidence.json')];
  await writeFile(root, form === 'spiffe' ? authority.spiffeBundle() : authority.pem());
  await writeFile(evidence, authority.attest({ names: [{ uri: ID }], at: NOW, statement: STATEMENT, byRoot: true }));
  return ['verify', evidence, '--trusted-root', root];
}

describe("aver verify with a trust root of an organization's own", () => {
  it.each(['pem', 'spiffe'] as const)('in the form %s needs the identity alone', async (form) => {
    const argv = await signed(form);
    const { exit, out } = await aver([...argv, '--certificate-identity', ID]);
    expect(exit).toBe(0);
    expect(out).toContain('validity is not judged');
    expect((await aver([...argv, '--certificate-identity', `${ID}-evil`])).exit).toBe(1);
    expect((await aver(argv)).exit).toBe(2);
  });

  it("a Sigstore without a log asks for none, as GitHub's own does", async () => {
    const folder = await folders.fresh();
    const sigstore = createSigstore({ seed: 'cli', now: NOW, name: 'forge' });
    const [root, evidence] = [join(folder, 'root'), join(folder, 'evidence.json')];
    const listed = JSON.parse(fromUtf8(sigstore.trustedRoot())) as JsonObject;
    await writeFile(root, JSON.stringify({ ...listed, tlogs: [] }));
    const identity = { kind: 'email', issuer: 'https://id.example', email: 'ci@acme.example' } as const;
    await writeFile(
      evidence,
      sigstore.attest({ identity, statement: STATEMENT, at: NOW, log: 'none', timestamp: true }),
    );
    const argv = ['verify', evidence, '--trusted-root', root, '--certificate-identity', identity.email];
    expect((await aver([...argv, '--certificate-oidc-issuer', identity.issuer])).exit).toBe(0);
    expect((await aver([...argv, '--certificate-oidc-issuer', 'https://other.example'])).exit).toBe(1);
  });

  it('a Sigstore needs the issuer as well', async () => {
    const [command = '', evidence = ''] = await signed('pem');
    expect(await aver([command, evidence, '--certificate-identity', ID])).toMatchObject({ exit: 3 });
  });
});
