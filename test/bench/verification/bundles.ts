import { parse, type LogEntry, type SignedEntity } from '#evidence';
import { digestOf, parseInstant, toHex, sha256, toUtf8 } from '#kernel';
import { createSigstore } from '#sample-world';
import type { TrustRootSource } from '#verification';

import { defaultCorpusFolder, fileOf, openCorpus, type Corpus, type VectorCase } from '../../vectors/corpus.js';

/** `v1`: DSSE in Rekor v1 with promise and inclusion proof. `v2`: of an artifact, in Rekor v2 with an RFC 3161 token. */
export type Flavour = 'v1' | 'v2';

/** One keyless bundle; its artifact where it is the artifact that is signed. */
export interface BenchBundle {
  readonly bytes: Uint8Array;
  readonly artifact?: Uint8Array;
}

/** Keyless bundles of one flavour under one trust root. */
export interface BenchBundles {
  readonly root: TrustRootSource;
  readonly bundles: readonly BenchBundle[];
  /** Of third parties, not of the sample world. */
  readonly real: boolean;
}

const ROOTS: Readonly<Record<Flavour, string>> = { v1: 'public-good', v2: 'staging' };

/** Third-party bundles where they are at hand, else those of a Sigstore of our own. */
export function benchBundles(flavour: Flavour): BenchBundles {
  return realBundles(flavour) ?? syntheticBundles(flavour);
}

function realBundles(flavour: Flavour): BenchBundles | undefined {
  const folder = defaultCorpusFolder();
  if (folder === undefined) return undefined;
  const corpus = openCorpus(folder);
  const name = ROOTS[flavour];
  const bytes = corpus.read(`trust/${name}/trusted_root.json`);
  return {
    root: { name, digest: digestOf(bytes), bytes, source: 'file' },
    bundles: corpus.cases
      .filter(({ kind, expect, trust_root }) => kind === 'sigstore-bundle' && expect === 'pass' && trust_root === name)
      .flatMap((vector) => suitable(vector, corpus, flavour)),
    real: true,
  };
}

function suitable(vector: VectorCase, corpus: Corpus, flavour: Flavour): readonly BenchBundle[] {
  const path = fileOf(vector, 'bundle');
  if (path === undefined) return [];
  const bytes = corpus.read(path);
  const { content } = parse(bytes);
  if (content.kind !== 'signed' || content.entity.key.kind !== 'certificate') return [];
  const [entry] = content.entity.logEntries;
  if (entry === undefined) return [];
  if (flavour === 'v1') return content.statement !== undefined && isPromisedAndProven(entry) ? [{ bytes }] : [];
  const artifact = fileOf(vector, 'artifact');
  return artifact !== undefined && isStamped(content.entity, entry) ? [{ bytes, artifact: corpus.read(artifact) }] : [];
}

function isPromisedAndProven({ signedEntryTimestamp, inclusionProof }: LogEntry): boolean {
  return signedEntryTimestamp !== undefined && inclusionProof !== undefined;
}

function isStamped({ timestamps, content }: SignedEntity, { kind, version }: LogEntry): boolean {
  return timestamps.length > 0 && content.kind === 'message' && kind === 'hashedrekord' && version === '0.0.2';
}

const SYNTHETIC = 4;

/** The same kinds of bundles, by a Sigstore of our own. */
export function syntheticBundles(flavour: Flavour): BenchBundles {
  const now = parseInstant('2026-11-20T12:00:00Z');
  const sigstore = createSigstore({ seed: 'bench', now, name: 'bench' });
  const bytes = sigstore.trustedRoot();
  const identity = {
    kind: 'workload',
    issuer: 'https://token.ci.example',
    uri: 'https://forge.example/acme/app/.github/workflows/release.yml@refs/tags/v1.0.0',
    claims: { sourceRepositoryURI: 'https://forge.example/acme/app' },
  } as const;
  const bundles = Array.from({ length: SYNTHETIC }, (_, index): BenchBundle => {
    if (flavour === 'v1') return { bytes: sigstore.attest({ identity, statement: provenance(index), at: now }) };
    const artifact = toUtf8(`app ${index}`);
    return { bytes: sigstore.signArtifact({ identity, artifact, at: now, log: 'v2', timestamp: true }), artifact };
  });
  return { root: { name: 'synthetic', digest: digestOf(bytes), bytes, source: 'file' }, bundles, real: false };
}

function provenance(index: number) {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: `app-${index}.tar.gz`, digest: { sha256: toHex(sha256(toUtf8(`app ${index}`))) } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: { buildType: 'https://builder.example/type', externalParameters: {} },
      runDetails: { builder: { id: 'https://builder.example/v1' } },
    },
  };
}
