import type { ExpectedSigner, TrustRule } from '#verification';

import type { Seed } from '../seed.js';
import {
  CI_ISSUER,
  firmwareKey,
  HOSTED_BUILDER,
  HOSTED_RUNNER_ID,
  LAB,
  OWNER,
  PSIRT,
  REGISTRY,
  RELEASE_VERIFIER,
  repositoryOf,
  SCANNERS,
  SELF_HOSTED_RUNNER_ID,
  SOURCE_VERIFIER,
} from './cast.js';
import { AURORA, POLARIS, TUNDRA, type ProductPlan } from './products.js';

const LOGGED = { log: { required: 1 }, time: { required: 1 } } as const;
const EVERYWHERE = { kind: 'organization' } as const;

/** Who the sample organization believes about what; each rule is as narrow as it can be. */
export function sampleTrustRules(firmwareSeed: Seed): TrustRule[] {
  return [
    pipelineRule(AURORA, HOSTED_RUNNER_ID, 2),
    pipelineRule(POLARIS, HOSTED_RUNNER_ID, 2),
    pipelineRule(TUNDRA, SELF_HOSTED_RUNNER_ID, 1),
    {
      id: 'hosted-builder',
      scope: EVERYWHERE,
      kinds: ['build-provenance', 'sbom'],
      signer: {
        kind: 'certificate',
        issuer: CI_ISSUER,
        identity: { exactly: HOSTED_BUILDER.workflow },
        extensions: { sourceRepositoryOwnerIdentifier: OWNER.id, runnerEnvironment: 'hosted' },
      },
      ...LOGGED,
      builders: { [HOSTED_BUILDER.id]: 3 },
      teamControlled: false,
    },
    outsider('registry', ['release-manifest', 'release'], REGISTRY, { population: 'independent' }),
    outsider('continuous-scanner', ['vulnerability-scan'], SCANNERS.continuous),
    outsider('deep-scanner', ['vulnerability-scan'], SCANNERS.deep),
    outsider('quality-lab', ['test-result', 'static-analysis'], LAB),
    outsider('release-verifier', ['build-verification'], RELEASE_VERIFIER),
    outsider('product-security', ['vex'], PSIRT, { teamControlled: true }),
    ...[AURORA, POLARIS].map((product) =>
      outsider(`${product.slug}-source-verifier`, ['source-verification'], SOURCE_VERIFIER, {
        scope: { kind: 'product', product: product.slug },
      }),
    ),
    firmwareRule(firmwareSeed, 'offline', { kinds: ['artifact-signature'], log: 'none', time: 'none' }),
    firmwareRule(firmwareSeed, 'release', {
      kinds: ['artifact-signature', 'release-manifest'],
      ...LOGGED,
      population: 'signed-manifest',
    }),
  ];
}

/** The release workflow of one repository, on any version tag; the numbers of repository and owner cannot be copied. */
function pipelineRule(product: ProductPlan, builder: string, level: 1 | 2): TrustRule {
  const workflow = `${repositoryOf(product)}/.github/workflows/release.yml@refs/tags/v`.replaceAll('.', '\\.');
  return {
    id: `${product.slug}-pipeline`,
    scope: { kind: 'product', product: product.slug },
    kinds: ['artifact-signature', 'build-provenance', 'sbom', 'test-result', 'static-analysis', 'release-manifest'],
    signer: {
      kind: 'certificate',
      issuer: CI_ISSUER,
      identity: { pattern: `${workflow}[0-9]+\\.[0-9]+\\.[0-9]+` },
      extensions: {
        sourceRepositoryIdentifier: product.repositoryId,
        sourceRepositoryOwnerIdentifier: OWNER.id,
        runnerEnvironment: product.runner,
      },
    },
    ...LOGGED,
    builders: { [builder]: level },
    source: repositoryOf(product),
    population: 'signed-manifest',
    teamControlled: true,
  };
}

/** Somebody whom the product teams do not control, unless said otherwise. */
function outsider(
  id: string,
  kinds: TrustRule['kinds'],
  signer: { readonly issuer: string } & ({ readonly uri: string } | { readonly email: string }),
  changes: Partial<TrustRule> = {},
): TrustRule {
  const expected: ExpectedSigner = {
    kind: 'certificate',
    issuer: signer.issuer,
    identity: { exactly: 'uri' in signer ? signer.uri : signer.email },
  };
  return { id, scope: EVERYWHERE, kinds, signer: expected, ...LOGGED, teamControlled: false, ...changes };
}

function firmwareRule(
  seed: Seed,
  name: 'offline' | 'release',
  rest: Pick<TrustRule, 'kinds' | 'log' | 'time'> & Partial<TrustRule>,
): TrustRule {
  return {
    id: `firmware-${name}-key`,
    scope: { kind: 'product', product: TUNDRA.slug },
    signer: { kind: 'key', publicKey: firmwareKey(seed, name).key.publicKey.toPem() },
    teamControlled: true,
    ...rest,
  };
}
