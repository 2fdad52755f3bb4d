import { parseTrustRule, type TrustRule } from '#verification';

import type { AttestedFile, GithubAttestations } from './github-attestations.js';
import type { DeclaredRelease, Stock } from './stock.js';

const ISSUER = 'https://token.actions.githubusercontent.com';
const SIGSTORE = 'https://github.com/sigstore/sigstore-js';
const RULES_LINT = 'https://github.com/aspect-build/rules_lint';
const ENTERPRISE = 'https://github.com/too-legit/attest';
const RULESET = 'https://github.com/bazel-contrib/.github/.github/workflows/release_ruleset.yaml';
/** The builder in whose name a stranger attested; it publishes to the registry of Bazel. */
const PUBLISHER = 'https://github.com/bazel-contrib/publish-to-bcr/.github/workflows/publish.yaml';
const STRANGER = 'https://github.com/loosebazooka/aa-test/.github/workflows/malicious_attestation.yaml@refs/heads/main';

/** Who is expected to have attested what, and which builder at which level that signer may speak for. */
interface Expected {
  readonly product: string;
  readonly issuer?: string;
  readonly identity: string;
  readonly repositoryId?: string;
  readonly builders: NonNullable<TrustRule['builders']>;
  readonly source: string;
  readonly teamControlled: boolean;
}

export function attestedBy(expected: Expected): TrustRule {
  const { product, issuer = ISSUER, identity, repositoryId, ...others } = expected;
  return parseTrustRule({
    id: `${product}-provenance`,
    scope: { kind: 'product', product },
    kinds: ['build-provenance'],
    signer: {
      kind: 'certificate',
      issuer,
      identity: { exactly: identity },
      ...(repositoryId !== undefined && { extensions: { sourceRepositoryIdentifier: repositoryId } }),
    },
    log: { required: 1 },
    time: { required: 1 },
    ...others,
  });
}

/** A workflow of the repository signs, which its team may rewrite. */
export const SIGSTORE_JS: Expected = {
  product: 'sigstore-js',
  identity: `${SIGSTORE}/.github/workflows/release.yml@refs/heads/main`,
  repositoryId: '495574555',
  builders: { 'https://github.com/actions/runner/github-hosted': 2 },
  source: SIGSTORE,
  teamControlled: true,
};

/** A workflow that others keep signs, at one of their releases; the certificate says whose source it built. */
export const RULES_LINT_BY_RULESET: Expected = {
  product: 'rules-lint',
  identity: `${RULESET}@refs/tags/v7.1.0`,
  repositoryId: '631710741',
  builders: { [RULESET]: 3 },
  source: RULES_LINT,
  teamControlled: false,
};

/** The enterprise's own issuer; the builder is a workflow at a branch, so it is listed in full. */
export const ENTERPRISE_ATTEST: Expected = {
  product: 'enterprise',
  issuer: `${ISSUER}/hammer-time`,
  identity: `${ENTERPRISE}/.github/workflows/integration.yml@refs/heads/main`,
  repositoryId: '851894824',
  builders: { [`${ENTERPRISE}/.github/workflows/integration.yml@refs/heads/main`]: 1 },
  source: ENTERPRISE,
  teamControlled: true,
};

/** What a careful reader expects of a file that Bazel's registry publishes. */
export const MODULE_BY_PUBLISHER: Expected = {
  product: 'rules-lint-module',
  identity: `${PUBLISHER}@refs/tags/v0.0.1`,
  builders: { [PUBLISHER]: 3 },
  source: RULES_LINT,
  teamControlled: false,
};

/** What a careless one would have to write down for the forgery to be looked at. */
export const MODULE_BY_STRANGER: Expected = { ...MODULE_BY_PUBLISHER, identity: STRANGER };

export function releaseOf(
  { product }: Expected,
  { name, digests }: Pick<AttestedFile, 'name' | 'digests'>,
): DeclaredRelease {
  return { product, version: '1', artifacts: [{ name, digests }] };
}

export function githubStock({ sigstore, rulesLint, enterprise }: GithubAttestations): Stock {
  return {
    rules: [SIGSTORE_JS, RULES_LINT_BY_RULESET, ENTERPRISE_ATTEST].map(attestedBy),
    releases: [
      releaseOf(SIGSTORE_JS, sigstore),
      releaseOf(RULES_LINT_BY_RULESET, rulesLint),
      releaseOf(ENTERPRISE_ATTEST, enterprise),
    ],
    bundles: [sigstore.bundle, rulesLint.bundle, enterprise.bundle],
  };
}
