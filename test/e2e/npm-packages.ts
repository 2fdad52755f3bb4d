import { unpack } from '#evidence';

import { openCorpus, type Corpus, type VectorCase } from '../vectors/corpus.js';
import { keysOf } from '../vectors/keys-of-case.js';
import { bytesOf, caseNamed } from './corpus-files.js';

/** A package as npm hands it out: the file, and what the registry answers when it is asked for attestations. */
export interface NpmPackage {
  readonly file: Uint8Array;
  readonly answer: Uint8Array;
  /** The two parts of the answer, byte for byte. */
  readonly publication: Uint8Array;
  readonly provenance: Uint8Array;
}

export interface NpmRegistry {
  /** @trishankatdatadog/supreme-goggles 1.0.5, published with the npm command line from a workflow of its own. */
  readonly goggles: NpmPackage;
  /** Answers about the same package in which one of the two signatures was spoilt. */
  readonly withSpoiltProvenance: NpmPackage;
  readonly withSpoiltPublication: NpmPackage;
  /** @laurentsimon/provenance-npm-test 1.0.5, built by a reusable workflow that others keep. */
  readonly tested: NpmPackage;
  /** What the registry signs attestations with. */
  readonly key: { readonly name: string; readonly pem: string };
}

export function npmRegistry(folder: string): NpmRegistry {
  const corpus = openCorpus(folder);
  const vector = (id: string) => caseNamed(`slsa-verifier.npm.${id}`, corpus);
  const packageOf = (id: string) => toPackage(vector(id), corpus);
  const [key] = keysOf(vector('00.valid-npm-CLI-builder'), corpus);
  if (key === undefined) throw new Error('the corpus has no key of npm');
  return {
    goggles: packageOf('00.valid-npm-CLI-builder'),
    withSpoiltProvenance: packageOf('18.invalid-signature-provenance-npm-CLI'),
    withSpoiltPublication: packageOf('20.invalid-signature-publish-npm-CLI'),
    tested: packageOf('44.valid-npm-OSSF-builder'),
    key: { name: key.name, pem: key.pem },
  };
}

function toPackage(vector: VectorCase, corpus: Corpus): NpmPackage {
  const answer = bytesOf(vector, 'attestations', corpus);
  const [publication, provenance] = (unpack(answer) ?? []).map(({ bytes }) => bytes);
  if (publication === undefined || provenance === undefined) throw new Error(`${vector.id} is no answer of a registry`);
  return { file: bytesOf(vector, 'tarball', corpus), answer, publication, provenance };
}
