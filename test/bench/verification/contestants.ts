import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, toTrustMaterial, Verifier as PeerVerifier } from '@sigstore/verify';
import { createRequire } from 'node:module';

import { EVIDENCE_KINDS } from '#evidence';
import { digestOf } from '#kernel';
import {
  loadTrustRoot,
  Verifier,
  type Expectation,
  type Signer,
  type TrustRootSource,
  type TrustRule,
} from '#verification';

import type { BenchBundles } from './bundles.js';

/** One verification from bytes to verdict; throws where the bundle does not verify, so that no side wins by refusing. */
export type Contestant = (bundle: Uint8Array, artifact?: Uint8Array) => void;

/** What a verifier remembers; nothing unless it is said. */
export interface Memories {
  readonly rememberedCertificates?: number;
  readonly rememberedVerdicts?: number;
}

/** Ours, with one rule per signer; trust root, chains and rules prepared once, as in production. */
export function ours(source: TrustRootSource, signers: readonly Signer[], memories: Memories = {}): Contestant {
  const verifier = new Verifier({
    trustRoots: [loadTrustRoot(source)],
    rules: signers.map(ruleFor),
    rememberedCertificates: 0,
    ...memories,
  });
  return (bundle, artifact) => {
    const { verdict } = verifier.verifyBytes(bundle, expectationOf(artifact));
    if (verdict.outcome !== 'verified') throw new Error(`not verified: ${JSON.stringify(verdict.checks)}`);
  };
}

function expectationOf(bytes: Uint8Array | undefined): Expectation {
  return bytes === undefined ? {} : { artifact: { digests: [digestOf(bytes)], bytes } };
}

/** Who signed the bundles, each once, as proven under the trust root. */
export function signersOf({ root, bundles }: Pick<BenchBundles, 'root' | 'bundles'>): readonly Signer[] {
  const verifier = new Verifier({ trustRoots: [loadTrustRoot(root)], rules: [] });
  const signers = bundles.flatMap(
    ({ bytes, artifact }) => verifier.verifyBytes(bytes, expectationOf(artifact)).verdict.signer ?? [],
  );
  return [...new Map(signers.map((signer) => [JSON.stringify(signer), signer])).values()];
}

function ruleFor(signer: Signer, index: number): TrustRule {
  if (signer.kind !== 'certificate') throw new Error('the bench takes keyless bundles only');
  return {
    id: `signer-${index}`,
    scope: { kind: 'organization' },
    kinds: EVIDENCE_KINDS,
    signer: { kind: 'certificate', issuer: signer.issuer, identity: { exactly: signer.identity } },
    log: { required: 1 },
    time: { required: 1 },
    teamControlled: true,
  };
}

/** The usual JavaScript verifier, given its trust material prepared once too. It checks fewer things (docs/benchmarks.md). */
export function peer(source: TrustRootSource): Contestant {
  const verifier = new PeerVerifier(toTrustMaterial(trustedRootOf(source)));
  return (bundle, artifact) => {
    const parsed = bundleFromJSON(JSON.parse(Buffer.from(bundle).toString('utf8')));
    verifier.verify(toSignedEntity(parsed, artifact === undefined ? undefined : Buffer.from(artifact)));
  };
}

type PeerRoot = Parameters<typeof toTrustMaterial>[0];

/** The peer's own reader of trust roots, which it does not re-export. */
function trustedRootOf({ bytes }: TrustRootSource): PeerRoot {
  const require = createRequire(createRequire(import.meta.url).resolve('@sigstore/verify'));
  const { TrustedRoot } = require('@sigstore/protobuf-specs') as { TrustedRoot: { fromJSON(json: unknown): PeerRoot } };
  return TrustedRoot.fromJSON(JSON.parse(Buffer.from(bytes).toString('utf8')));
}
