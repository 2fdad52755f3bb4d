import type { SubjectDigest } from '#kernel';

import { openCorpus, type Corpus } from '../vectors/corpus.js';
import { bytesOf, caseNamed, digestsOf } from './corpus-files.js';

/** A file, and the attestation that GitHub keeps about it. */
export interface AttestedFile {
  readonly name: string;
  readonly digests: readonly SubjectDigest[];
  readonly bundle: Uint8Array;
}

export interface GithubAttestations {
  /** sigstore 2.1.0, from a workflow of its own repository. */
  readonly sigstore: AttestedFile;
  /** rules_lint 1.3.1, by a reusable workflow that another organization keeps. */
  readonly rulesLint: AttestedFile;
  /** From an enterprise that has an issuer of its own; the provenance calls the workflow itself the builder. */
  readonly enterprise: AttestedFile;
  /** A file of rules_lint that a stranger attested from another repository, in the name of a builder of good repute. */
  readonly forged: AttestedFile;
  /** Of GitHub's own instance, which has a certificate authority and time stamps, and keeps no log. */
  readonly ownRoot: Uint8Array;
}

export function githubAttestations(folder: string): GithubAttestations {
  const corpus = openCorpus(folder);
  return {
    sigstore: attested('cli.repo-ok', 'sigstore-js-2.1.0.tgz', corpus),
    rulesLint: {
      name: 'rules_lint-v1.3.1.tar.gz',
      digests: [RULES_LINT],
      bundle: bundleOf('slsa-verifier.bcr.source-archive-using-release-builder', corpus),
    },
    enterprise: attested('cli.custom-issuer-repo', 'custom-issuer-artifact', corpus),
    forged: attested('slsa-verifier.bcr.module.bazel-wrong-signer', 'MODULE.bazel', corpus),
    ownRoot: corpus.read('trust/github/trusted_root.json'),
  };
}

/** The archive itself is too big for the corpus, which knows it by this name. */
const RULES_LINT: SubjectDigest = 'sha256:1636f443b01c9ee310ee5834956d0dce374c3d3bf8d4cebc9f6b86f8304b4982';

function attested(id: string, name: string, corpus: Corpus): AttestedFile {
  const digests = digestsOf(bytesOf(caseNamed(id, corpus), 'artifact', corpus));
  return { name, digests, bundle: bundleOf(id, corpus) };
}

function bundleOf(id: string, corpus: Corpus): Uint8Array {
  return bytesOf(caseNamed(id, corpus), 'bundle', corpus);
}
