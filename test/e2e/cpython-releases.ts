import { parseDigest, type Digest } from '#kernel';

import { fileOf, openCorpus, type Corpus, type VectorCase } from '../vectors/corpus.js';

/** A source release of CPython with the bundle that its release manager published. */
export interface CpythonRelease {
  readonly version: string;
  readonly file: string;
  readonly digest: Digest;
  readonly manager: { readonly identity: string; readonly issuer: string };
  readonly bundle: Uint8Array;
}

const SOURCE_FILE = /^https:\/\/www\.python\.org\/ftp\/python\/[^/]+\/(Python-(.+)\.tgz)$/;

/** Found by what the corpus says of them: artifacts that python.org published, bundles that are right. */
export function cpythonReleases(folder: string): readonly CpythonRelease[] {
  const corpus = openCorpus(folder);
  return corpus.cases.flatMap((vector) => toRelease(vector, corpus));
}

function toRelease(vector: VectorCase, corpus: Corpus): readonly CpythonRelease[] {
  const [, file, version] = SOURCE_FILE.exec(vector.artifact?.['url'] ?? '') ?? [];
  const bundle = fileOf(vector, 'bundle');
  const { identity, issuer } = vector.policy ?? {};
  if (vector.expect !== 'pass' || file === undefined || version === undefined || bundle === undefined) return [];
  if (typeof identity !== 'string' || typeof issuer !== 'string') return [];
  const digest = parseDigest(vector.artifact?.['digest'] ?? '');
  return [{ version, file, digest, manager: { identity, issuer }, bundle: corpus.read(bundle) }];
}
