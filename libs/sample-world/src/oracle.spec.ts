// What the usual JavaScript client says about our bundles: a second opinion that shares no code with ours.
import { describe, expect, it } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';

import { fromUtf8, parseInstant, PublicKey, toUtf8 } from '#kernel';

import { attacks } from './organization/attacks.js';
import { createSampleWorld, forgedWorld } from './organization/sample-world.js';
import type { EvidenceFile, Fault, SampleRelease } from './organization/world.js';
import { Seed } from './seed.js';
import type { EmailIdentity, WorkloadIdentity } from './sigstore/identity.js';
import { deriveKey } from './sigstore/signing-key.js';
import { createSigstore, type AttestationRequest, type Sigstore } from './sigstore/sigstore.js';

const NOW = parseInstant('2026-11-20T12:00:00Z');
const ARTIFACT = toUtf8('an artifact');
const WORKFLOW: WorkloadIdentity = {
  kind: 'workload',
  issuer: 'https://token.ci.example',
  uri: 'https://forge.example/acme/app/.github/workflows/release.yml@refs/tags/v1.0.0',
  claims: { sourceRepositoryURI: 'https://forge.example/acme/app', runnerEnvironment: 'hosted', buildTrigger: 'push' },
};
const PERSON: EmailIdentity = { kind: 'email', issuer: 'https://accounts.example', email: 'release@acme.example' };
const STATEMENT = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'app.tar.gz', digest: { sha256: 'a'.repeat(64) } }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {},
};

function newSigstore(seed = 'test'): Sigstore {
  return createSigstore({ seed, now: NOW, name: 'borealis' });
}

function attest(sigstore: Sigstore, changes: Partial<AttestationRequest> = {}): Uint8Array {
  return sigstore.attest({ identity: WORKFLOW, statement: STATEMENT, at: NOW, ...changes });
}

describe('a Sigstore of our own, judged by @sigstore/verify', () => {
  it('signs a keyless DSSE bundle that is accepted with log and certificate transparency', () => {
    const sigstore = newSigstore();
    expect(verifyByOracle(attest(sigstore), sigstore.trustedRoot())).toBe(WORKFLOW.uri);
  });

  it('signs a keyless artifact signature that is accepted', () => {
    const sigstore = newSigstore();
    const bundle = sigstore.signArtifact({ identity: PERSON, artifact: ARTIFACT, at: NOW });
    expect(verifyByOracle(bundle, sigstore.trustedRoot(), { artifact: ARTIFACT })).toBe(PERSON.email);
  });

  it.each(['v0.1', 'v0.2', 'v0.3'] as const)('writes bundle %s in a form that is accepted', (version) => {
    const sigstore = newSigstore();
    expect(verifyByOracle(attest(sigstore, { version }), sigstore.trustedRoot())).toBe(WORKFLOW.uri);
  });

  it.each(['dsse', 'intoto'] as const)('records an attestation as a %s entry that is accepted', (entry) => {
    const sigstore = newSigstore();
    expect(verifyByOracle(attest(sigstore, { entry }), sigstore.trustedRoot())).toBe(WORKFLOW.uri);
  });

  it('time-stamps a signature so that the token counts as a second time source', () => {
    const sigstore = newSigstore();
    const bundle = attest(sigstore, { timestamp: true });
    expect(verifyByOracle(bundle, sigstore.trustedRoot(), { times: 2 })).toBe(WORKFLOW.uri);
  });

  it('signs without a log when only the time-stamp authority witnesses', () => {
    const sigstore = newSigstore();
    const bundle = attest(sigstore, { log: 'none', timestamp: true });
    expect(verifyByOracle(bundle, sigstore.trustedRoot(), { logs: 0 })).toBe(WORKFLOW.uri);
  });

  it('records an artifact signature in a Rekor v2 log that is accepted with a time-stamp', () => {
    const sigstore = newSigstore();
    const bundle = sigstore.signArtifact({
      identity: WORKFLOW,
      artifact: ARTIFACT,
      at: NOW,
      log: 'v2',
      timestamp: true,
    });
    expect(verifyByOracle(bundle, sigstore.trustedRoot(), { artifact: ARTIFACT })).toBe(WORKFLOW.uri);
  });

  it('signs with a bare key that is accepted where the key is known', () => {
    const sigstore = newSigstore();
    const key = deriveKey(new Seed('keys'), 'release', 'p256');
    const bundle = attest(sigstore, { identity: { kind: 'key', key } });
    expect(() => verifyByOracle(bundle, sigstore.trustedRoot())).toThrow('key not found');
    expect(verifyByOracle(bundle, sigstore.trustedRoot(), { keys: [key.publicKey] })).toBe('');
  });

  it('keeps inclusion proofs valid while the log grows', () => {
    const sigstore = newSigstore();
    for (let i = 0; i < 20; i++) {
      const bundle = attest(sigstore, { statement: { ...STATEMENT, predicate: { i } } });
      expect(verifyByOracle(bundle, sigstore.trustedRoot())).toBe(WORKFLOW.uri);
    }
  });

  it('is refused under the root of another Sigstore', () => {
    expect(() => verifyByOracle(attest(newSigstore()), newSigstore('other').trustedRoot())).toThrow();
  });

  it('is refused when the entry was logged after the certificate had expired', () => {
    const sigstore = newSigstore();
    const bundle = attest(sigstore, { loggedAt: parseInstant('2026-11-20T12:30:00Z') });
    expect(() => verifyByOracle(bundle, sigstore.trustedRoot())).toThrow('certificate');
  });

  it('is refused when the leaf carries no certificate timestamp', () => {
    const sigstore = newSigstore();
    const bundle = attest(sigstore, { faults: { certificateTransparency: 'none' } });
    expect(() => verifyByOracle(bundle, sigstore.trustedRoot())).toThrow('SCT');
  });
});

describe('the evidence of the sample world, judged by @sigstore/verify', () => {
  const world = createSampleWorld({ seed: 'averment', now: NOW });
  const releases = world.products.flatMap(({ releases: items }) => items);
  const keys = world.trustRules.flatMap(({ signer }) =>
    signer.kind === 'key' ? [PublicKey.fromPem(signer.publicKey)] : [],
  );

  /** Whether the signature, its certificate or key, and its witnesses hold; who signed is not asked. */
  function isSound({ evidence, artifacts }: SampleRelease, file: EvidenceFile): boolean {
    const artifact = artifacts.find(({ name }) => file.name === `${name}.sigstore.json`)?.bytes;
    const isOffline = evidence === releases.find(({ version }) => version === '0.8.0')?.evidence;
    const witnesses = isOffline && artifact !== undefined ? { logs: 0, times: 0 } : {};
    try {
      verifyByOracle(file.bytes, world.trustRoot.bytes, { ...(artifact && { artifact }), keys, ...witnesses });
      return true;
    } catch {
      return false;
    }
  }

  /** Wrong for reasons that lie outside of the signature. */
  const SOUND_FAULTS: ReadonlySet<Fault> = new Set<Fault>([
    'wrong-identity',
    'stale-scan',
    'oversized-subject',
    'predicate-of-another-type',
    'unknown-predicate-type',
    'no-rule-for-kind',
    'rule-of-another-product',
  ]);

  it.each(releases.map((release) => [release.artifacts[0]?.name ?? '', release] as const))(
    'finds sound what is sound and refuses what was broken: release of %s',
    (_, release) => {
      for (const file of release.evidence) {
        if (file.fault === 'other-artifact') continue;
        const expected = file.fault === undefined || SOUND_FAULTS.has(file.fault);
        expect([file.name, isSound(release, file)]).toEqual([file.name, expected]);
      }
    },
  );

  it('finds the attack by the wrong identity sound, and the other two broken', () => {
    const flagship = releases.find(({ version }) => version === world.flagship.version);
    const artifact = flagship?.artifacts[0]?.bytes;
    const judged = attacks(world).map(({ bytes }) => {
      try {
        return verifyByOracle(bytes, world.trustRoot.bytes, { ...(artifact && { artifact }) });
      } catch {
        return 'refused';
      }
    });
    expect(judged).toEqual(['refused', 'refused', expect.stringContaining('/borealis-mirror/aurora-gateway/')]);
  });

  it('refuses every piece of a forged world under the root of the true one', () => {
    const [release] = forgedWorld({ seed: 'averment', now: NOW }).products.flatMap(({ releases: items }) => items);
    expect(release?.evidence.filter((file) => isSound(release, file))).toEqual([]);
  });
});

interface OracleOptions {
  readonly artifact?: Uint8Array;
  readonly keys?: readonly PublicKey[];
  readonly logs?: number;
  readonly times?: number;
  readonly certificateLogs?: number;
}

/** Verifies as `@sigstore/verify` does, without an identity policy. @throws whatever it throws */
function verifyByOracle(bundle: Uint8Array, trustedRoot: Uint8Array, options: OracleOptions = {}): string {
  const parsed = bundleFromJSON(JSON.parse(fromUtf8(bundle)));
  const root = TrustedRoot.fromJSON(JSON.parse(fromUtf8(trustedRoot)));
  const keys = Object.fromEntries(
    (options.keys ?? []).map((key) => [key.fingerprint, { rawBytes: Buffer.from(key.spki), keyDetails: 5 }]),
  );
  const artifact = options.artifact === undefined ? undefined : Buffer.from(options.artifact);
  const verifier = new Verifier(toTrustMaterial(root, keys), {
    tlogThreshold: options.logs ?? 1,
    timestampThreshold: options.times ?? 1,
    ctlogThreshold: options.certificateLogs ?? 1,
  });
  const signer = verifier.verify(toSignedEntity(parsed, artifact));
  return signer.identity?.subjectAlternativeName ?? '';
}
