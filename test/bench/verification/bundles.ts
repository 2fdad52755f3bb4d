import { parse } from '#evidence';
import { digestOf } from '#kernel';
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
