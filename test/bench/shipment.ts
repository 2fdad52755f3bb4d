import { digestOf, parseInstant, sha256, toHex, toUtf8, type Instant } from '#kernel';
import { createSigstore, type Sigstore } from '#sample-world';
import type { TrustRootSource, TrustRule } from '#verification';

const BUILDER = 'https://builder.example/v1';
const IDENTITY = {
  kind: 'workload',
  issuer: 'https://token.ci.example',
  uri: 'https://forge.example/acme/app/.github/workflows/release.yml@refs/tags/v1.0.0',
  claims: { sourceRepositoryURI: 'https://forge.example/acme/app', runnerEnvironment: 'hosted' },
} as const;

const RULE: TrustRule = {
  id: 'bench',
  scope: { kind: 'organization' },
  kinds: ['build-provenance'],
  signer: { kind: 'certificate', issuer: IDENTITY.issuer, identity: { exactly: IDENTITY.uri } },
  log: { required: 1 },
  time: { required: 1 },
  builders: { [BUILDER]: 3 },
  teamControlled: true,
};

/**
 * Keyless bundles of a Sigstore of our own, one for each of many artifacts: DSSE with SLSA provenance, a certificate of
 * its own, logged in Rekor v1 with promise, inclusion proof and checkpoint. No two have anything to remember in common.
 */
export class Shipment {
  readonly now: Instant = parseInstant('2026-11-20T12:00:00Z');
  readonly root: TrustRootSource;
  readonly rules: readonly TrustRule[] = [RULE];
  private readonly sigstore: Sigstore;
  private made = 0;

  constructor(private readonly seed: string) {
    this.sigstore = createSigstore({ seed, now: this.now, name: 'bench' });
    const bytes = this.sigstore.trustedRoot();
    this.root = { name: 'bench', digest: digestOf(bytes), bytes, source: 'file' };
  }

  next(count: number): readonly Uint8Array[] {
    return Array.from({ length: count }, () => {
      const statement = provenanceOf(this.artifact(this.made++));
      return this.sigstore.attest({ identity: IDENTITY, at: this.now, statement });
    });
  }

  /** Name and SHA-256 (hex) of the artifact that the n-th bundle is about. */
  artifact(index: number): { readonly name: string; readonly sha256: string } {
    const name = `app-${index}.tar.gz`;
    return { name, sha256: toHex(sha256(toUtf8(`${this.seed} ${name}`))) };
  }
}

function provenanceOf({ name, sha256: digest }: { readonly name: string; readonly sha256: string }) {
  const repository = 'https://forge.example/acme/app';
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name, digest: { sha256: digest } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://builder.example/workflow/v1',
        externalParameters: {
          workflow: { ref: 'refs/tags/v1.0.0', repository, path: '.github/workflows/release.yml' },
        },
        internalParameters: {},
        resolvedDependencies: [
          { uri: `git+${repository}@refs/tags/v1.0.0`, digest: { gitCommit: digest.slice(0, 40) } },
        ],
      },
      runDetails: { builder: { id: BUILDER }, metadata: { invocationId: `https://ci.example/runs/${name}` } },
    },
  };
}
