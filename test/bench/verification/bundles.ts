import { parse } from '#evidence';
import { digestOf, parseInstant, toHex, sha256, toUtf8 } from '#kernel';
import { createSigstore } from '#sample-world';
import type { TrustRootSource } from '#verification';

import { defaultCorpusFolder, fileOf, openCorpus, type Corpus, type VectorCase } from '../../vectors/corpus.js';

/** Real keyless bundles of one trust root: DSSE, logged in Rekor v1 with promise and inclusion proof. */
export interface BenchBundles {
  readonly root: TrustRootSource;
  readonly bundles: readonly Uint8Array[];
}

/** Undefined where the third-party vectors are not there. */
export function realBundles(): BenchBundles | undefined {
  const folder = defaultCorpusFolder();
  if (folder === undefined) return undefined;
  const corpus = openCorpus(folder);
  const bytes = corpus.read('trust/public-good/trusted_root.json');
  return {
    root: { name: 'public-good', digest: digestOf(bytes), bytes, source: 'file' },
    bundles: corpus.cases.filter(isPublicGood).flatMap((vector) => suitable(vector, corpus)),
  };
}

function isPublicGood(vector: VectorCase): boolean {
  return vector.kind === 'sigstore-bundle' && vector.expect === 'pass' && vector.trust_root === 'public-good';
}

function suitable(vector: VectorCase, corpus: Corpus): readonly Uint8Array[] {
  const path = fileOf(vector, 'bundle');
  if (path === undefined) return [];
  const bytes = corpus.read(path);
  const { content } = parse(bytes);
  if (content.kind !== 'signed' || content.statement === undefined) return [];
  const { key, logEntries } = content.entity;
  const [entry] = logEntries;
  const logged = entry?.signedEntryTimestamp !== undefined && entry.inclusionProof !== undefined;
  return key.kind === 'certificate' && logged ? [bytes] : [];
}

const SYNTHETIC = 4;

/** The same kind of bundles, by a Sigstore of our own. */
export function syntheticBundles(): BenchBundles {
  const now = parseInstant('2026-11-20T12:00:00Z');
  const sigstore = createSigstore({ seed: 'bench', now, name: 'bench' });
  const bytes = sigstore.trustedRoot();
  const identity = {
    kind: 'workload',
    issuer: 'https://token.ci.example',
    uri: 'https://forge.example/acme/app/.github/workflows/release.yml@refs/tags/v1.0.0',
    claims: { sourceRepositoryURI: 'https://forge.example/acme/app' },
  } as const;
  const bundles = Array.from({ length: SYNTHETIC }, (_, index) =>
    sigstore.attest({ identity, statement: provenance(index), at: now }),
  );
  return { root: { name: 'synthetic', digest: digestOf(bytes), bytes, source: 'file' }, bundles };
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
