import { parse } from '#evidence';
import { digestOf, fromUtf8, parseInstant, toUtf8, type JsonObject } from '#kernel';
import { createSigstore, deriveKey, Seed, type AttestationRequest, type WorkloadIdentity } from '#sample-world';

import type { VerificationCode } from '../codes.js';
import type { Rung } from '../rung.js';
import type { Expectation } from '../rungs/expectation.js';
import { loadTrustRoot, type TrustRoot } from '../trust/load-trust-root.js';
import type { TrustRule } from '../trust-rule.js';
import type { Verdict } from '../verdict.js';
import { Verifier, type VerifierOptions } from '../verifier.js';

export const NOW = parseInstant('2026-11-20T12:00:00Z');
export const WORKFLOW: WorkloadIdentity = {
  kind: 'workload',
  issuer: 'https://token.ci.example',
  uri: 'https://forge.example/acme/x/.github/workflows/release.yml@refs/tags/v1.0.0',
  claims: { sourceRepositoryURI: 'https://forge.example/acme/x', sourceRepositoryIdentifier: '4711' },
};
export const DIGEST = 'a'.repeat(64);
export const BUILDER = 'https://builder.example/v1';
export const PROVENANCE = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'app.tar.gz', digest: { sha256: DIGEST } }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {
    buildDefinition: {
      buildType: 'https://builder.example/type',
      externalParameters: {
        workflow: { repository: 'https://forge.example/acme/x', ref: 'refs/tags/v1', path: 'a.yml' },
      },
      resolvedDependencies: [
        { uri: 'git+https://forge.example/acme/x@refs/tags/v1', digest: { gitCommit: 'b'.repeat(40) } },
      ],
    },
    runDetails: { builder: { id: BUILDER } },
  },
};

/** A fresh Sigstore with nothing logged yet. */
export function sigstore(name = 'aurora') {
  return createSigstore({ seed: 'verification', now: NOW, name });
}

export function rootOf(bytes: Uint8Array, name = 'aurora'): TrustRoot {
  return loadTrustRoot({ name, digest: digestOf(bytes), bytes, source: 'file' });
}

export const WORLD = sigstore();
export const ROOT_BYTES = WORLD.trustedRoot();
export const ROOT = rootOf(ROOT_BYTES);
export const KEY = deriveKey(new Seed('verification'), 'release', 'p256');

/** A valid keyless attestation: Rekor v1 with promise and proof, no time-stamp. */
export function attestation(changes: Partial<AttestationRequest> = {}): Uint8Array {
  return WORLD.attest({ identity: WORKFLOW, statement: PROVENANCE, at: NOW, ...changes });
}

/** The rule that expects exactly that signer. */
export const RULE: TrustRule = {
  id: 'release-signing',
  scope: { kind: 'organization' },
  kinds: ['build-provenance', 'artifact-signature'],
  signer: { kind: 'certificate', issuer: WORKFLOW.issuer, identity: { exactly: WORKFLOW.uri } },
  log: { required: 1 },
  time: { required: 1 },
  teamControlled: true,
};

export const KEY_RULE: TrustRule = {
  ...RULE,
  id: 'release-key',
  signer: { kind: 'key', publicKey: KEY.publicKey.toPem() },
  log: 'none',
  time: 'none',
};

export function judge(
  bytes: Uint8Array,
  options: Partial<VerifierOptions> = {},
  expectation: Expectation = {},
): Verdict {
  return new Verifier({ trustRoots: [ROOT], rules: [RULE], ...options }).verify(parse(bytes), expectation).verdict;
}

/** The rungs that stand in the way, with their codes. */
export function stops({ checks }: Verdict): Partial<Record<Rung, VerificationCode>> {
  return Object.fromEntries(
    checks
      .filter(({ outcome }) => outcome === 'failed' || outcome === 'could-not-check')
      .map(({ rung, code }) => [rung, code]),
  );
}

type Path = readonly (string | number)[];

/** The JSON document with one value replaced; `undefined` takes it away. */
export function withChange(bytes: Uint8Array, path: Path, change: (before: never) => unknown): Uint8Array {
  const document = JSON.parse(fromUtf8(bytes)) as JsonObject;
  let place = document as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) place = place[step] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  place[last] = change(place[last] as never);
  return toUtf8(JSON.stringify(document));
}

/** The last byte of base64 content with its lowest bit turned. */
export function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.toString('base64');
}

export const MATERIAL = 'verificationMaterial';
export const ENTRY: Path = [MATERIAL, 'tlogEntries', 0];
