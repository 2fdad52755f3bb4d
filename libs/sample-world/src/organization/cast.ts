import type { Identity, KeyIdentity, WorkloadIdentity } from '../sigstore/identity.js';
import { deriveKey } from '../sigstore/signing-key.js';
import type { Seed } from '../seed.js';
import type { ProductPlan } from './products.js';

// Who signs what in the sample organization. Every host ends in .example; nobody here exists.

export const ORGANIZATION = { slug: 'borealis-synthetic', name: 'Borealis Instruments (synthetic)' } as const;
export const FORGE = 'https://forge.example';
export const CI_ISSUER = 'https://token.ci.example';
export const OWNER = { uri: `${FORGE}/borealis`, id: '7700101' } as const;

export const HOSTED_BUILDER = {
  workflow: `${FORGE}/trusted-builder/generator/.github/workflows/build.yml@refs/tags/v2.1.0`,
  id: `${FORGE}/trusted-builder/generator/.github/workflows/build.yml@refs/tags/v2.1.0`,
} as const;
export const HOSTED_RUNNER_ID = 'https://ci.example/runners/hosted';
export const SELF_HOSTED_RUNNER_ID = 'https://ci.example/runners/self-hosted';

export const SCANNERS = {
  continuous: {
    issuer: 'https://token.scanner.example',
    uri: 'https://scanner.example/jobs/continuous@refs/heads/main',
  },
  deep: { issuer: 'https://token.deepscan.example', uri: 'https://deepscan.example/jobs/nightly@refs/heads/main' },
} as const;
export const SOURCE_VERIFIER = {
  issuer: CI_ISSUER,
  uri: `${FORGE}/source-verifier/.github/workflows/verify.yml@refs/heads/main`,
};
export const RELEASE_VERIFIER = {
  issuer: CI_ISSUER,
  uri: `${FORGE}/release-verifier/.github/workflows/verify.yml@refs/heads/main`,
};
export const LAB = { issuer: 'https://token.lab.example', uri: 'https://lab.example/runs/suite@refs/heads/main' };
export const REGISTRY = { issuer: 'https://accounts.registry.example', email: 'publisher@registry.example' };
export const PSIRT = { issuer: 'https://accounts.borealis.example', email: 'psirt@borealis.example' };

/** The release workflow of a product, run on a version's tag: the team itself controls what it says. */
export function releaseWorkflow(product: ProductPlan, version: string, revision: string): WorkloadIdentity {
  const repository = repositoryOf(product);
  const ref = `refs/tags/v${version}`;
  const workflow = `${repository}/.github/workflows/release.yml@${ref}`;
  return {
    kind: 'workload',
    issuer: CI_ISSUER,
    uri: workflow,
    claims: {
      buildSignerURI: workflow,
      buildSignerDigest: revision,
      runnerEnvironment: product.runner,
      sourceRepositoryURI: repository,
      sourceRepositoryDigest: revision,
      sourceRepositoryRef: ref,
      sourceRepositoryIdentifier: product.repositoryId,
      sourceRepositoryOwnerURI: OWNER.uri,
      sourceRepositoryOwnerIdentifier: OWNER.id,
      buildConfigURI: workflow,
      buildConfigDigest: revision,
      buildTrigger: 'push',
      runInvocationURI: `${repository}/actions/runs/${parseInt(revision.slice(0, 8), 16)}/attempts/1`,
      sourceRepositoryVisibilityAtSigning: 'public',
    },
  };
}

/** The forge's isolated builder, called by a product's release: the team cannot change what it signs. */
export function hostedBuilder(product: ProductPlan, version: string, revision: string): WorkloadIdentity {
  const caller = releaseWorkflow(product, version, revision);
  const claims = { ...caller.claims, buildSignerURI: HOSTED_BUILDER.workflow, runnerEnvironment: 'hosted' };
  return { ...caller, uri: HOSTED_BUILDER.workflow, claims };
}

/** The same workflow file in a repository of somebody else, with that owner's ids: the classic impostor. */
export function impostorWorkflow(product: ProductPlan, version: string, revision: string): WorkloadIdentity {
  const real = releaseWorkflow(product, version, revision);
  const uri = real.uri.replace('/borealis/', '/borealis-mirror/');
  const claims = { ...real.claims, buildSignerURI: uri, sourceRepositoryOwnerIdentifier: '9900404' };
  return { ...real, uri, claims };
}

export function workload(signer: { readonly issuer: string; readonly uri: string }): Identity {
  return { kind: 'workload', ...signer, claims: { runnerEnvironment: 'hosted' } };
}

export function person(signer: { readonly issuer: string; readonly email: string }): Identity {
  return { kind: 'email', ...signer };
}

/** Keys of the firmware line: one in an offline device, one for logged releases, and one that nobody has announced. */
export function firmwareKey(seed: Seed, name: 'offline' | 'release' | 'unknown'): KeyIdentity {
  return { kind: 'key', key: deriveKey(seed, `firmware ${name}`, 'p256') };
}

export function repositoryOf(product: Pick<ProductPlan, 'slug'>): string {
  return `${OWNER.uri}/${product.slug}`;
}
