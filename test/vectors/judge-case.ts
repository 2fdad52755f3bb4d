import { AppError } from '#kernel';

import { VerificationError } from '../../libs/verification/src/testing/single-proofs.js';
import type { Corpus, VectorCase } from './corpus.js';
import { judgeAttestationLayout } from './kinds/attestation-layout.js';
import { judgeBundle, judgeLayout } from './kinds/bundle.js';
import { judgeChain, judgeExtensions, judgePublished } from './kinds/certificate.js';
import { judgeCheckpoint, judgeCheckpointParse, judgeKeyHash } from './kinds/checkpoint.js';
import { judgeDetached, judgeRekorBundle } from './kinds/cosign.js';
import { judgeDocument, judgeEnvelopeParse, judgePredicate, judgeStatement } from './kinds/document.js';
import { judgeEnvelope } from './kinds/dsse.js';
import { judgeGitObject } from './kinds/git-object.js';
import { judgeGitsign } from './kinds/gitsign.js';
import { judgeMetadata, judgeSupplyChain } from './kinds/intoto-layout.js';
import { judgeRules } from './kinds/intoto-rules.js';
import { judgeCloudBuild } from './kinds/google-cloud-build.js';
import { judgeLogBody, judgeLogEntry } from './kinds/log-entry.js';
import { judgeConsistency, judgeInclusion } from './kinds/merkle.js';
import { judgeModel } from './kinds/model-signing.js';
import { judgeOpenVex } from './kinds/openvex.js';
import { judgePypi } from './kinds/pypi.js';
import { judgeProvenance } from './kinds/slsa.js';
import { judgeTekton } from './kinds/tekton.js';
import { judgeTimestamp } from './kinds/timestamp.js';
import { judgeTrustedRoot } from './kinds/trusted-root.js';
import { judgeTufRepository } from './kinds/tuf-repo.js';
import { judgeSummary } from './kinds/vsa.js';
import { judgeCertificate } from './kinds/x509-lint.js';
import type { Judge, Outcome } from './outcome.js';

/** How each kind of case is judged; a kind that is not here is one this version of the product does not judge. */
const JUDGES: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['sigstore-bundle', judgeBundle],
  ['bundle-parse', judgeBundle],
  ['github-attestation', judgeBundle],
  ['npm-attestation', judgeBundle],
  ['oci-cosign-attestation', judgeLayout],
  ['cosign-key-signature', judgeDetached],
  ['cosign-legacy-bundle', judgeRekorBundle],
  ['pypi-attestation', judgePypi],
  ['model-signing', judgeModel],
  ['merkle-inclusion', judgeInclusion],
  ['merkle-consistency', judgeConsistency],
  ['checkpoint-parse', judgeCheckpointParse],
  ['checkpoint', judgeCheckpoint],
  ['note-key-hash', judgeKeyHash],
  ['dsse-parse', judgeEnvelopeParse],
  ['dsse', judgeEnvelope],
  ['intoto-statement', judgeStatement],
  ['predicate', judgePredicate],
  ['intoto-rules', judgeRules],
  ['intoto-metadata', judgeMetadata],
  ['intoto-layout', judgeSupplyChain],
  ['attestation-layout', judgeAttestationLayout],
  ['sbom-cyclonedx', judgeDocument],
  ['sbom-spdx', judgeDocument],
  ['openvex', judgeOpenVex],
  ['tekton-chains', judgeTekton],
  ['trusted-root-parse', judgeTrustedRoot],
  ['fulcio-extensions', judgeExtensions],
  ['rekor-entry', judgeLogEntry],
  ['rekor-v2-entry', judgeLogEntry],
  ['rekor-body-parse', judgeLogBody],
  ['rfc3161', judgeTimestamp],
  ['sct', judgePublished],
  ['x509-chain', judgeChain],
  ['x509-lint', judgeCertificate],
  ['gitsign', judgeGitsign],
  ['git-object', judgeGitObject],
  ['tuf-repo', judgeTufRepository],
  ['slsa-provenance', judgeProvenance],
  ['slsa-provenance-gcb', judgeCloudBuild],
  ['vsa', judgeSummary],
]);

export const JUDGED_KINDS: readonly string[] = [...JUDGES.keys()];

/** Judges a case through the function that the product uses. */
export async function judgeCase(vector: VectorCase, corpus: Corpus): Promise<Outcome> {
  const judge = JUDGES.get(vector.kind);
  if (judge === undefined) return { got: 'skipped', why: 'kind not built yet' };
  try {
    return await judge(vector, corpus);
  } catch (error) {
    if (error instanceof VerificationError) return { got: 'fail', code: error.code };
    if (error instanceof AppError && error.kind === 'invalid') return { got: 'fail', code: error.code };
    return { got: 'error', code: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' };
  }
}
