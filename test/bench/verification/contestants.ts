import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, toTrustMaterial, Verifier as PeerVerifier } from '@sigstore/verify';
import { createRequire } from 'node:module';

import { EVIDENCE_KINDS, parse } from '#evidence';
import { loadTrustRoot, Verifier, type Signer, type TrustRootSource, type TrustRule } from '#verification';

/** One verification from bytes to verdict; throws where the bundle does not verify, so that no side wins by refusing. */
export type Contestant = (bundle: Uint8Array) => void;

/** Ours, with one rule per signer; trust root, chains and rules prepared once, as in production. */
export function ours(source: TrustRootSource, signers: readonly Signer[], rememberedCertificates: number): Contestant {
  const verifier = new Verifier({
    trustRoots: [loadTrustRoot(source)],
    rules: signers.map(ruleFor),
    rememberedCertificates,
  });
  return (bundle) => {
    const { verdict } = verifier.verify(parse(bundle));
    if (verdict.outcome !== 'verified') throw new Error(`not verified: ${JSON.stringify(verdict.checks)}`);
  };
}

/** Who signed each bundle, as proven under the trust root. */
export function signersOf(source: TrustRootSource, bundles: readonly Uint8Array[]): readonly Signer[] {
  const verifier = new Verifier({ trustRoots: [loadTrustRoot(source)], rules: [] });
  return bundles.flatMap((bundle) => verifier.verify(parse(bundle)).verdict.signer ?? []);
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
  return (bundle) => {
    verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(Buffer.from(bundle).toString('utf8')))));
  };
}

type PeerRoot = Parameters<typeof toTrustMaterial>[0];

/** The peer's own reader of trust roots, which it does not re-export. */
function trustedRootOf({ bytes }: TrustRootSource): PeerRoot {
  const require = createRequire(createRequire(import.meta.url).resolve('@sigstore/verify'));
  const { TrustedRoot } = require('@sigstore/protobuf-specs') as { TrustedRoot: { fromJSON(json: unknown): PeerRoot } };
  return TrustedRoot.fromJSON(JSON.parse(Buffer.from(bytes).toString('utf8')));
}
