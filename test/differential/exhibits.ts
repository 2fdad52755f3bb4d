import { parse, type Parsed } from '#evidence';
import { digestOf } from '#kernel';

import { defaultCorpusFolder, fileOf, openCorpus, type Corpus, type VectorCase } from '../vectors/corpus.js';
import { evidenceBytesOf } from '../vectors/evidence-of-case.js';
import { keysOf, type TrustedKey } from '../vectors/keys-of-case.js';
import { trustedRootBytesOf } from '../vectors/trust-of-case.js';

const KINDS = ['sigstore-bundle', 'github-attestation', 'npm-attestation'];
const ARTIFACT_ROLES = ['artifact', 'tarball'];

/** One bundle as both verifiers get it: same bytes, same trust root, same keys, same artifact. */
export interface Exhibit {
  /** The first case that brings it, and its place among the bundles of that case. */
  readonly id: string;
  readonly vector: VectorCase;
  readonly bundle: Uint8Array;
  readonly parsed: Parsed;
  readonly trustedRoot: Uint8Array;
  readonly keys: readonly TrustedKey[];
  readonly artifact: Uint8Array | undefined;
}

/** Every bundle of the third-party corpus; undefined where the corpus is not here. */
export function exhibitsOfCorpus(): readonly Exhibit[] | undefined {
  const folder = defaultCorpusFolder();
  if (folder === undefined) return undefined;
  const corpus = openCorpus(folder);
  const all = corpus.cases.filter(({ kind }) => KINDS.includes(kind)).flatMap((vector) => exhibitsOf(vector, corpus));
  return [...new Map([...all].reverse().map((exhibit) => [questionOf(exhibit), exhibit])).values()].reverse();
}

function exhibitsOf(vector: VectorCase, corpus: Corpus): readonly Exhibit[] {
  const artifact = ARTIFACT_ROLES.map((role) => fileOf(vector, role)).find((path) => path !== undefined);
  const shared = {
    vector,
    // A case about the statement alone names no root; its bundle is judged by the public one.
    trustedRoot: trustedRootBytesOf(vector, corpus) ?? corpus.read('trust/public-good/trusted_root.json'),
    keys: keysOf(vector, corpus),
    artifact: artifact === undefined ? undefined : corpus.read(artifact),
  };
  return evidenceBytesOf(vector, corpus).map((bundle, index) => ({
    ...shared,
    id: `${vector.id}#${index + 1}`,
    bundle,
    parsed: parse(bundle),
  }));
}

/** Cases often ask several things about one bundle; without a policy these are one question. */
function questionOf({ bundle, trustedRoot, artifact, keys }: Exhibit): string {
  const parts = [bundle, trustedRoot, ...(artifact === undefined ? [] : [artifact])].map(digestOf);
  return [...parts, JSON.stringify(keys)].join(' ');
}
