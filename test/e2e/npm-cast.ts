import { parseTrustRule, type TrustRule } from '#verification';

import { digestsOf } from './corpus-files.js';
import type { NpmPackage, NpmRegistry } from './npm-packages.js';
import type { DeclaredRelease, Stock } from './stock.js';

const GITHUB_ACTIONS = 'https://token.actions.githubusercontent.com';
export const GOGGLES = 'supreme-goggles';
export const TESTED = 'provenance-npm-test';
/** What npm's command line calls the runner of GitHub. */
const RUNNER = 'https://github.com/actions/runner';
const GENERATOR = 'https://github.com/slsa-framework/slsa-github-generator/.github/workflows';

type RuleChange = Readonly<Record<string, unknown>>;

/** The package's own workflow, by name and by the id that no other repository gets. The team writes that workflow. */
export function gogglesRule({ signer, ...others }: RuleChange = {}): TrustRule {
  return parseTrustRule({
    id: 'goggles-workflow',
    scope: { kind: 'product', product: GOGGLES },
    kinds: ['build-provenance'],
    signer: {
      kind: 'certificate',
      issuer: GITHUB_ACTIONS,
      identity: {
        exactly:
          'https://github.com/trishankatdatadog/supreme-goggles/.github/workflows/npm-publish.yml@refs/tags/v1.0.5',
      },
      extensions: { sourceRepositoryIdentifier: '636292006', runnerEnvironment: 'github-hosted' },
      ...(signer ?? {}),
    },
    builders: { [RUNNER]: 2 },
    source: 'https://github.com/trishankatdatadog/supreme-goggles',
    log: { required: 1 },
    time: { required: 1 },
    teamControlled: true,
    ...others,
  });
}

/** A reusable workflow that others keep signs for the builder, and the certificate names whose source it built. */
export function testedRule(level: 2 | 3 = 3): TrustRule {
  return parseTrustRule({
    id: 'generator-workflow',
    scope: { kind: 'product', product: TESTED },
    kinds: ['build-provenance'],
    signer: {
      kind: 'certificate',
      issuer: GITHUB_ACTIONS,
      identity: { exactly: `${GENERATOR}/delegator_lowperms-generic_slsa3.yml@refs/tags/v1.6.0` },
      extensions: { sourceRepositoryIdentifier: '602223945' },
    },
    builders: { [`${GENERATOR}/builder_nodejs_slsa3.yml`]: level },
    source: 'https://github.com/laurentsimon/provenance-npm-test',
    log: { required: 1 },
    time: { required: 1 },
    teamControlled: false,
  });
}

/** npm's registry states what was published under its name, and nothing else. */
export function registryRule({ name, pem }: NpmRegistry['key']): TrustRule {
  return parseTrustRule({
    id: 'npm-registry',
    scope: { kind: 'organization' },
    kinds: ['release'],
    signer: { kind: 'key', publicKey: pem, keyid: name },
    log: { required: 1 },
    time: { required: 1 },
    teamControlled: false,
  });
}

export function releaseOf(product: string, { file }: Pick<NpmPackage, 'file'>): DeclaredRelease {
  return { product, version: '1.0.5', artifacts: [{ name: `${product}-1.0.5.tgz`, digests: digestsOf(file) }] };
}

/** Both packages as npm publishes them, each under the rule for exactly its signer. */
export function npmStock({ goggles, tested, key }: NpmRegistry): Stock {
  return {
    rules: [gogglesRule(), testedRule(), registryRule(key)],
    releases: [releaseOf(GOGGLES, goggles), releaseOf(TESTED, tested)],
    bundles: [goggles.answer, tested.answer],
  };
}
