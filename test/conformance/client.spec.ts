// What the sigstore-conformance suite would start, on bundles of a Sigstore that was made for this test.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { digestOf, parseInstant, toUtf8 } from '#kernel';
import { createSigstore, deriveKey, Seed, type WorkloadIdentity } from '#sample-world';

import { requireFreshBuild } from '../support/fresh-build.js';
import { PACKAGE } from '../vectors/corpus.js';

const CLIENT = join(PACKAGE, 'test', 'conformance', 'client');
const NOW = parseInstant('2026-11-20T12:00:00Z');
const ARTIFACT = toUtf8('an artifact');
const SIGNER: WorkloadIdentity = {
  kind: 'workload',
  issuer: 'https://token.ci.example',
  uri: 'https://forge.example/acme/app/.github/workflows/release.yml@refs/tags/v1.0.0',
  claims: {},
};
const KEY = deriveKey(new Seed('conformance'), 'release', 'p256');

const folder = mkdtempSync(join(tmpdir(), 'averment-conformance-'));
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  requireFreshBuild();
  const sigstore = createSigstore({ seed: 'conformance', now: NOW, name: 'borealis' });
  const keyed = { kind: 'key', key: KEY } as const;
  writeFileSync(at('artifact'), ARTIFACT);
  writeFileSync(at('other'), 'another artifact');
  writeFileSync(at('key.pem'), KEY.publicKey.toPem());
  writeFileSync(at('other.pem'), deriveKey(new Seed('conformance'), 'other', 'p256').publicKey.toPem());
  writeFileSync(at('bundle.json'), sigstore.signArtifact({ identity: SIGNER, artifact: ARTIFACT, at: NOW }));
  writeFileSync(at('keyed.json'), sigstore.signArtifact({ identity: keyed, artifact: ARTIFACT, at: NOW }));
  writeFileSync(at('root.json'), sigstore.trustedRoot());
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function client(...words: readonly string[]): Answer {
  return spawnSync(CLIENT, words, { encoding: 'utf8' });
}

interface Question {
  readonly bundle?: string;
  readonly expected?: readonly string[];
  readonly root?: readonly string[];
  readonly artifact?: string;
}

const BY_SIGNER = ['--certificate-identity', SIGNER.uri, '--certificate-oidc-issuer', SIGNER.issuer];
const BY_KEY = ['--key', at('key.pem')];
const OWN_ROOT = ['--trusted-root', at('root.json')];

function verifyBundle(question: Question = {}): Answer {
  const { bundle = 'bundle.json', expected = BY_SIGNER, root = OWN_ROOT, artifact = at('artifact') } = question;
  return client('verify-bundle', '--bundle', at(bundle), ...expected, ...root, artifact);
}

describe('the client for the sigstore-conformance suite', () => {
  it('exits with 0 for a good bundle, and prints no result', () => {
    expect(verifyBundle()).toMatchObject({ status: 0, stdout: '' });
  });

  it('exits with 0 for a good bundle where only the digest of the artifact is given', () => {
    expect(verifyBundle({ artifact: digestOf(ARTIFACT) })).toMatchObject({ status: 0 });
  });

  it('exits with 0 for a bundle by a key that was given, and needs no identity', () => {
    expect(verifyBundle({ bundle: 'keyed.json', expected: BY_KEY })).toMatchObject({ status: 0 });
  });

  it.each<readonly [string, number, Question, string]>([
    [
      'another identity',
      1,
      { expected: [...BY_SIGNER, '--certificate-identity', 'x@acme.example'] },
      'IDENTITY_UNEXPECTED',
    ],
    ['another artifact', 1, { artifact: at('other') }, 'SIGNATURE_INVALID'],
    ['another digest', 1, { artifact: `sha256:${'0'.repeat(64)}` }, 'SUBJECT_MISMATCH'],
    ['another key', 2, { bundle: 'keyed.json', expected: ['--key', at('other.pem')] }, 'KEY_UNKNOWN'],
    ['the public-good root, which is the default', 1, { root: [] }, 'CERTIFICATE_UNTRUSTED'],
  ])('refuses %s with exit %i, and says why on stderr', (_, expected, question, code) => {
    const { status, stdout, stderr } = verifyBundle(question);
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
    expect(stderr).toContain(code);
  });

  it('exits with 2 for the staging instance without its root, in a sentence that asks for it', () => {
    expect(verifyBundle({ root: ['--staging'] })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^--staging needs --trusted-root: .+\n$/),
    });
    expect(verifyBundle({ root: ['--staging', ...OWN_ROOT] })).toMatchObject({ status: 0 });
  });

  it.each<readonly [string, readonly string[]]>([
    ['another command', ['sign-bundle', '--bundle', at('x'), at('artifact')]],
    ['no bundle', ['verify-bundle', ...BY_SIGNER, at('artifact')]],
    ['no artifact', ['verify-bundle', '--bundle', at('bundle.json'), ...BY_SIGNER]],
    ['nobody expected', ['verify-bundle', '--bundle', at('bundle.json'), at('artifact')]],
    ['an unknown option', ['verify-bundle', '--bundle', at('bundle.json'), ...BY_SIGNER, '--quick', at('artifact')]],
  ])('exits with 2 and the usage for %s', (_, words) => {
    expect(client(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining('verify-bundle [--staging]') });
  });
});
