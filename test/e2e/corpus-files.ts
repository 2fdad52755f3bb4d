import { digestOf, hash, toHex, type SubjectDigest } from '#kernel';

import { fileOf, type Corpus, type VectorCase } from '../vectors/corpus.js';

export function caseNamed(id: string, corpus: Corpus): VectorCase {
  const vector = corpus.cases.find((one) => one.id === id);
  if (vector === undefined) throw new Error(`the corpus has no case ${id}`);
  return vector;
}

/** A file of a case by its role. */
export function bytesOf(vector: VectorCase, role: string, corpus: Corpus): Uint8Array {
  const path = fileOf(vector, role);
  if (path === undefined) throw new Error(`the case ${vector.id} has no ${role}`);
  return corpus.read(path);
}

/** Every name by which evidence may call these bytes. */
export function digestsOf(bytes: Uint8Array): readonly SubjectDigest[] {
  return [digestOf(bytes), `sha512:${toHex(hash('sha512', bytes))}`];
}
