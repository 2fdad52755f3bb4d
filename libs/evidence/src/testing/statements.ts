import type { JsonObject, JsonValue } from '#kernel';

export const SHA256 = 'a'.repeat(64);
export const SHA512 = 'b'.repeat(128);
export const COMMIT = 'c'.repeat(40);

/** A well-formed Statement v1 about one artifact. */
export function statement(predicateType: string, predicate: JsonValue, subject: JsonValue = [artifact()]): JsonObject {
  return { _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate };
}

export function artifact(name = 'app.tar.gz', digest: JsonObject = { sha256: SHA256, sha512: SHA512 }): JsonObject {
  return { name, digest };
}

export const SLSA_V1 = {
  buildDefinition: {
    buildType: 'https://example.com/build/v1',
    externalParameters: { workflow: { repository: 'https://github.com/acme/app', ref: 'refs/tags/v1' } },
    resolvedDependencies: [
      { uri: 'git+https://github.com/acme/tools@refs/heads/main', digest: { gitCommit: 'd'.repeat(40) } },
      { uri: 'git+https://github.com/acme/app@refs/tags/v1', digest: { gitCommit: COMMIT } },
      { uri: 'pkg:npm/left-pad@1.0.0' },
    ],
  },
  runDetails: { builder: { id: 'https://github.com/acme/builder@v1' } },
} as const satisfies JsonObject;

export const RELEASE_MANIFEST = {
  scope: { organization: 'acme', product: 'app', release: '1.0.0' },
  revision: COMMIT,
  issuedAt: '2026-01-02T03:04:05Z',
} as const satisfies JsonObject;

export const HUMAN_EVIDENCE = {
  scope: { organization: 'acme', product: 'app' },
  controls: ['X.1.1'],
  statement: 'Roles are reviewed each quarter.',
  owner: 'Ada',
  reviewer: 'Grace',
  collected: '2025-12-20',
  validFrom: '2026-01-01',
  validUntil: '2026-07-01',
} as const satisfies JsonObject;

export const WAIVER = {
  scope: { organization: 'acme', product: 'app', release: '1.0.0' },
  control: 'X.1.1',
  reason: 'The scanner is being replaced.',
  compensatingControl: 'Manual review of each change.',
  requester: 'Ada',
  approver: 'Grace',
  validFrom: '2026-01-01',
  validUntil: '2026-03-01',
} as const satisfies JsonObject;

export const PLAN_OF_ACTION = {
  scope: { organization: 'acme', product: 'app' },
  id: 'POAM-7',
  control: 'X.1.1',
  weakness: 'Builds run on shared machines.',
  detectedOn: '2026-01-10',
  owner: 'Ada',
  mitigation: 'Machines are wiped between builds.',
  milestones: [
    { what: 'Order hosted runners.', due: '2026-02-01', completedOn: '2026-01-30' },
    { what: 'Move all pipelines.', due: '2026-04-01' },
  ],
  due: '2026-04-01',
} as const satisfies JsonObject;

export const COMPROMISE = {
  scope: { organization: 'acme' },
  distrusted: { kind: 'identity', name: 'release@acme.example', issuer: 'https://login.acme.example' },
  since: '2026-02-01',
  reason: 'A laptop was stolen.',
  reporter: 'Ada',
} as const satisfies JsonObject;

export const NOT_APPLICABLE = {
  scope: { organization: 'acme' },
  control: 'X.1.1',
  reason: 'Nothing is built from source here.',
  requester: 'Ada',
  approver: 'Grace',
  validFrom: '2026-01-01',
} as const satisfies JsonObject;
