import type { Actor } from '#application';
import { addSeconds, digestOf, sha256, toHex, toUtf8, type Digest, type Instant, type JsonValue } from '#kernel';
import { createSigstore, type Identity } from '#sample-world';
import type { TrustRootSource } from '#verification';

import { NOW } from './now.js';
import type { Workplace } from './workplace.js';

// Evidence of one small made-up product line, signed under a Sigstore of its own: each piece is good unless broken on purpose.

const sigstore = createSigstore({ seed: 'application', now: NOW, name: 'sigstore-synthetic' });
const ISSUER = 'https://issuer.example';
const trustedRoot = sigstore.trustedRoot();

export const ROOT: TrustRootSource = {
  name: 'sigstore-synthetic',
  digest: digestOf(trustedRoot),
  bytes: trustedRoot,
  source: 'seed',
};
export const REVISION = 'c0ffee'.padEnd(40, '0');

type Somebody = 'pipeline' | 'registry' | 'tester' | 'stranger';
const identity = (name: Somebody): Identity => ({ kind: 'email', issuer: ISSUER, email: `${name}@example.org` });

/** A type, so that it is a JSON value. */
type Subject = { readonly name: string; readonly digest: Readonly<Record<string, string>> };

export function artifact(name: string): Subject {
  return { name, digest: { sha256: toHex(sha256(toUtf8(name))) } };
}
export const sourceRevision: Subject = { name: 'source', digest: { gitCommit: REVISION } };

export function attest(
  by: Somebody,
  subject: readonly Subject[],
  predicateType: string,
  predicate: JsonValue,
): Uint8Array {
  const statement = { _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate };
  return sigstore.attest({ identity: identity(by), at: addSeconds(NOW, -3600), statement });
}

export function manifest(
  subjects: readonly Subject[],
  about: {
    readonly organization?: string;
    readonly product?: string;
    readonly release?: string;
    readonly by?: Somebody;
    readonly issuedAt?: Instant;
  } = {},
): Uint8Array {
  const { organization = 'acme', product = 'app', release = '1.0.0', by = 'registry', issuedAt = NOW } = about;
  return attest(by, subjects, 'https://averment.dev/predicate/release-manifest/v1', {
    scope: { organization, product, release },
    issuedAt,
  });
}

export function signature(name: string, by: Somebody = 'pipeline'): Uint8Array {
  return sigstore.signArtifact({ identity: identity(by), at: addSeconds(NOW, -3600), artifact: toUtf8(name) });
}

/** Says from which revision the artifacts were built. */
export function provenance(subjects: readonly Subject[], revision = REVISION): Uint8Array {
  return attest('pipeline', subjects, 'https://slsa.dev/provenance/v1', {
    buildDefinition: {
      buildType: 'https://forge.example/build/v1',
      externalParameters: {
        workflow: { ref: 'refs/tags/v1', repository: 'https://forge.example/acme/app', path: 'w' },
      },
      resolvedDependencies: [
        { uri: 'git+https://forge.example/acme/app@refs/tags/v1', digest: { gitCommit: revision } },
      ],
    },
    runDetails: { builder: { id: 'https://forge.example/runner' } },
  });
}

/** Lists each of these by its digest. */
export function sbom(subject: Subject, components: readonly Subject[]): Uint8Array {
  return attest('pipeline', [subject], 'https://cyclonedx.org/bom', {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.6' },
    components: components.map(({ name, digest }) => ({
      ...{ type: 'library', name, version: '1.0.0', purl: `pkg:npm/${name}@1.0.0` },
      hashes: [{ alg: 'SHA-256', content: digest['sha256'] ?? '' }],
    })),
    dependencies: [{ ref: 'app', dependsOn: components.map(({ name }) => name) }],
  });
}

/** What a registry signs when it publishes. */
export function publication({ name, digest }: Subject): Uint8Array {
  return attest('registry', [{ name, digest }], 'https://in-toto.io/attestation/release/v0.1', {
    purl: `pkg:npm/${name}@1.0.0`,
  });
}

export function testResult(subjects: readonly Subject[], suite = 'unit'): Uint8Array {
  return attest('tester', subjects, 'https://in-toto.io/attestation/test-result/v0.1', {
    result: 'PASSED',
    configuration: [{ name: suite, uri: 'https://forge.example/suite', digest: { sha256: 'ab'.repeat(32) } }],
  });
}

const LOGGED = { log: { required: 1 }, time: { required: 1 }, teamControlled: false };
const signer = (name: Somebody) => ({
  kind: 'certificate',
  issuer: ISSUER,
  identity: { exactly: `${name}@example.org` },
});

/** Who may say what, as rules to be put. */
export const RULES = {
  pipeline: {
    id: 'pipeline',
    scope: { kind: 'organization' },
    kinds: ['artifact-signature', 'build-provenance', 'sbom'],
    signer: signer('pipeline'),
    ...LOGGED,
    builders: { 'https://forge.example/runner': 2 },
  },
  tester: {
    id: 'tester',
    scope: { kind: 'organization' },
    kinds: ['test-result'],
    signer: signer('tester'),
    ...LOGGED,
  },
  registry: {
    id: 'registry',
    scope: { kind: 'organization' },
    kinds: ['release-manifest', 'release'],
    signer: signer('registry'),
    ...LOGGED,
    population: 'independent',
  },
} as const;

/** An organization that trusts the above and has one product with one release. */
export async function organizationAtWork(workplace: Workplace): Promise<Actor> {
  const actor = await workplace.organization();
  const { putTrustRule, createProduct, createRelease } = workplace.useCases;
  for (const rule of Object.values(RULES)) await putTrustRule.run(actor, rule);
  await createProduct.run(actor, { slug: 'app', name: 'App' });
  await createRelease.run(actor, { product: 'app', version: '1.0.0' });
  await workplace.settle();
  return actor;
}

export async function submit(
  workplace: Workplace,
  actor: Actor,
  ...documents: readonly Uint8Array[]
): Promise<readonly Digest[]> {
  const items = documents.map((bytes) => ({ bytes, origin: 'upload by Ada' }));
  return (await workplace.useCases.receiveEvidence.run(actor, items)).map(({ digest }) => digest);
}
