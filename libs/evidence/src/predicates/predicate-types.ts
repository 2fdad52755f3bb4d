import type { Field } from '#kernel';

import type { EvidenceKind } from '../evidence-kind.js';
import type { Statement } from '../statement.js';
import { requireAttested } from './attestations/attested-subject.js';
import { parseAttestationStatus } from './attestations/attestation-status.js';
import { parseProducerStatement } from './attestations/producer-statement.js';
import { parseSsdfAssessment } from './attestations/ssdf-assessment.js';
import { parseWithdrawal } from './attestations/withdrawal.js';
import { parseCycloneDx } from './sbom/cyclonedx.js';
import { parseDeploymentPolicy } from './results/deployment-policy.js';
import { parseEndOfLife } from './publications/end-of-life.js';
import { parseEvidenceKeeping } from './results/evidence-keeping.js';
import { parseBranchRules, parseMembers, parseOrganization, parseRepository } from './source/forge-settings.js';
import { parseGeneric } from './generic.js';
import { parseCompromise } from './decisions/compromise.js';
import { parseHumanEvidence } from './decisions/human-evidence.js';
import { parseLink } from './link.js';
import { MODEL_DIGESTS, requireModelRoot } from './models/model-files.js';
import { parseModelSignature } from './models/model-signature.js';
import { parseNotApplicable } from './decisions/not-applicable.js';
import { parseOpenVex, parseOpenVex020 } from './vex/parse-open-vex.js';
import { parsePlanOfAction } from './decisions/plan-of-action.js';
import type { Predicate } from './predicate.js';
import { PYPI_PUBLISH, requireDistribution } from './publications/pypi-publish.js';
import { parseReference } from './reference.js';
import { parseNpmPublish, parsePyPiPublish, parseRelease } from './publications/release.js';
import { parseReleaseManifest } from './decisions/release-manifest.js';
import { parseRuntimeTrace } from './results/runtime-trace.js';
import { parseSarif } from './results/sarif.js';
import { parseAttributeReport } from './results/scai.js';
import { parseScorecard } from './results/scorecard.js';
import { parseSecretScan } from './results/secret-scan.js';
import { parseSecurityInsights } from './publications/security-contact.js';
import { parseSlsaProvenanceV01 } from './slsa/provenance-v0.1.js';
import { parseSlsaProvenanceV02, parseSlsaProvenanceV1 } from './slsa/slsa-provenance.js';
import { parseGitCommit, parseGitTag, parseSourceProvenance, parseTagProvenance } from './source/source-provenance.js';
import { parseSpdx2, parseSpdx3 } from './sbom/spdx.js';
import { parseTestResult } from './results/test-result.js';
import { parseVerificationResultV01, parseVerificationResultV02 } from './results/verification-result.js';
import { isAboutSource, parseVerificationSummary, parseVerificationSummaryV02 } from './slsa/verification-summary.js';
import { parseCosignVuln, parseVulns } from './results/vulnerability-scan.js';
import { parseWaiver } from './decisions/waiver.js';

/** A registered predicate type: what its evidence is about, and how its predicate is read. */
export interface PredicateType {
  readonly uri: string;
  readonly kind: EvidenceKind;
  readonly parse: (predicate: Field) => Predicate;
  /** What the type demands of the whole statement. @throws ParseError */
  readonly requires?: (statement: Statement, predicate: Predicate) => void;
}

const OURS = 'https://averment.dev/predicate';
const IN_TOTO = 'https://in-toto.io/attestation';
const SNAPPY = 'http://github.com/carabiner-dev/snappy/specs';
const SOURCE_TOOL = 'https://github.com/slsa-framework/source-tool';
const SOURCE_POC = 'https://github.com/slsa-framework/slsa-source-poc';

/**
 * Every type that is known, one line each. Aliases stand as lines of their own beside the type they spell otherwise,
 * and only where the schema is the same. Links to the pages of the SLSA specification are not aliases of its types.
 * Types without a parser are recognised on purpose: cosign's custom data has no form that its specification holds it
 * to; OSV results do not say which scanner found them; collections of witness, chainloop and ampel wrap other
 * predicates, which count when they arrive by themselves.
 */
const TYPES: readonly PredicateType[] = [
  type('https://slsa.dev/provenance/v1', 'build-provenance', parseSlsaProvenanceV1),
  type('https://slsa.dev/provenance/v0.2', 'build-provenance', parseSlsaProvenanceV02),
  type('https://slsa.dev/provenance/v0.1', 'build-provenance', parseSlsaProvenanceV01),
  type('https://slsa.dev/verification_summary/v1', 'build-verification', parseVerificationSummary),
  type('https://slsa.dev/verification_summary/v0.2', 'build-verification', parseVerificationSummaryV02),
  type(`${SOURCE_TOOL}/source-provenance/v1`, 'source-provenance', parseSourceProvenance),
  type(`${SOURCE_POC}/source-provenance/v1-draft`, 'source-provenance', parseSourceProvenance),
  type(`${SOURCE_TOOL}/tag-provenance/v1`, 'source-provenance', parseTagProvenance),
  type(`${SOURCE_POC}/tag-provenance/v1-draft`, 'source-provenance', parseTagProvenance),
  type('https://gitsign.sigstore.dev/predicate/git/v0.1', 'source-provenance', parseGitCommit),
  type('https://gitsign.sigstore.dev/predicate/tag/v0.1', 'source-provenance', parseGitTag),

  type('https://spdx.dev/Document', 'sbom', parseSpdx2),
  type('https://spdx.dev/Document/v2.3', 'sbom', parseSpdx2),
  type('https://spdx.dev/Document/v2.2', 'sbom', parseSpdx2),
  type('https://spdx.dev/Document/v3', 'sbom', parseSpdx3),
  type('https://spdx.dev/Document/v3.0', 'sbom', parseSpdx3),
  type('https://cyclonedx.org/bom', 'sbom', parseCycloneDx),
  type('https://cyclonedx.org/bom/v1.4', 'sbom', parseCycloneDx),
  type('https://cyclonedx.org/bom/v1.5', 'sbom', parseCycloneDx),
  type('https://cyclonedx.org/bom/v1.6', 'sbom', parseCycloneDx),
  type('https://cyclonedx.org/bom/v1.7', 'sbom', parseCycloneDx),
  type('https://openvex.dev/ns/v0.2.0', 'vex', parseOpenVex020),
  type('https://openvex.dev/ns', 'vex', parseOpenVex),

  type(`${IN_TOTO}/vulns/v0.2`, 'vulnerability-scan', parseVulns),
  type(`${IN_TOTO}/vulns/v0.1`, 'vulnerability-scan', parseVulns),
  type('https://cosign.sigstore.dev/attestation/vuln/v1', 'vulnerability-scan', parseCosignVuln),
  type('https://ossf.github.io/osv-schema/results@v1', 'vulnerability-scan'),
  type('https://ossf.github.io/osv-schema/results', 'vulnerability-scan'),
  type('https://ossf.github.io/osv-schema/results@v1.6.7', 'vulnerability-scan'),
  type(`${IN_TOTO}/test-result/v0.1`, 'test-result', parseTestResult),
  type('https://witness.dev/attestations/sarif/v0.1', 'static-analysis', parseSarif),
  type('https://witness.dev/attestations/secretscan/v0.1', 'secret-scan', parseSecretScan),
  type(`${IN_TOTO}/scai/v0.3`, 'scai', parseAttributeReport),
  type(`${IN_TOTO}/scai/attribute-report/v0.2`, 'scai', parseAttributeReport),
  type(`${IN_TOTO}/link/v0.3`, 'link', parseLink),
  type(`${IN_TOTO}/runtime-trace/v0.2`, 'runtime-trace', parseRuntimeTrace),
  type(`${IN_TOTO}/runtime-trace/v0.1`, 'runtime-trace', parseRuntimeTrace),

  type('https://sigstore.dev/cosign/sign/v1', 'artifact-signature'),
  {
    ...type('https://model_signing/signature/v1.0', 'artifact-signature', parseModelSignature),
    requires: requireModelRoot,
  },
  type(MODEL_DIGESTS, 'artifact-signature'),
  type(`${IN_TOTO}/release/v0.2`, 'release', parseRelease),
  type(`${IN_TOTO}/release/v0.1`, 'release', parseRelease),
  type('https://github.com/npm/attestation/tree/main/specs/publish/v0.1', 'release', parseNpmPublish),
  { ...type(PYPI_PUBLISH, 'release', parsePyPiPublish), requires: requireDistribution },
  type(`${SNAPPY}/github/branch-rules.yaml`, 'forge-settings', parseBranchRules),
  type(`${SNAPPY}/branch-rules.yaml`, 'forge-settings', parseBranchRules),
  type(`${SNAPPY}/github/mfa.yaml`, 'forge-settings', parseMembers),
  type(`${SNAPPY}/mfa.yaml`, 'forge-settings', parseMembers),
  type(`${SNAPPY}/github/org.yaml`, 'forge-settings', parseOrganization),
  type(`${SNAPPY}/org.yaml`, 'forge-settings', parseOrganization),
  type(`${SNAPPY}/github/repo.yaml`, 'forge-settings', parseRepository),
  type(`${SNAPPY}/repo.yaml`, 'forge-settings', parseRepository),
  type('https://scorecard.dev/result/v0.1', 'forge-settings', parseScorecard),
  type('https://docs.oasis-open.org/openeox/core/v1.0', 'end-of-life', parseEndOfLife),
  type('https://github.com/ossf/security-insights-spec', 'security-contact', parseSecurityInsights),

  type(`${IN_TOTO}/svr/v0.2`, 'verification-result', parseVerificationResultV02),
  type(`${IN_TOTO}/svr/v0.1`, 'verification-result', parseVerificationResultV01),
  type(`${IN_TOTO}/reference/v0.1`, 'reference', parseReference),
  type('https://cosign.sigstore.dev/attestation/v1', 'other'),
  type('https://witness.testifysec.com/attestation-collection/v0.1', 'other'),
  type('chainloop.dev/attestation/v0.2', 'other'),
  type('https://carabiner.dev/ampel/resultset/v0', 'other'),

  type(`${OURS}/release-manifest/v1`, 'release-manifest', parseReleaseManifest),
  type(`${OURS}/human-evidence/v1`, 'human-evidence', parseHumanEvidence),
  type(`${OURS}/waiver/v1`, 'waiver', parseWaiver),
  type(`${OURS}/not-applicable/v1`, 'not-applicable', parseNotApplicable),
  type(`${OURS}/plan-of-action/v1`, 'plan-of-action', parsePlanOfAction),
  type(`${OURS}/deployment-policy/v1`, 'deployment-policy', parseDeploymentPolicy),
  type(`${OURS}/evidence-keeping/v1`, 'evidence-keeping', parseEvidenceKeeping),
  type(`${OURS}/compromise/v1`, 'compromise', parseCompromise),
  { ...type(`${OURS}/withdrawal/v1`, 'withdrawal', parseWithdrawal), requires: requireAttested },
  type(`${OURS}/ssdf-assessment/v1`, 'ssdf-assessment', parseSsdfAssessment),
  { ...type(`${OURS}/producer-statement/v1`, 'producer-statement', parseProducerStatement), requires: requireAttested },
  { ...type(`${OURS}/attestation-status/v1`, 'attestation-status', parseAttestationStatus), requires: requireAttested },
  type(`${OURS}/supplier-decision/v1`, 'supplier-decision'),
  type(`${OURS}/intake-receipt/v1`, 'other'),
];

function type(uri: string, kind: EvidenceKind, parse: PredicateType['parse'] = parseGeneric): PredicateType {
  return { uri, kind, parse };
}

/** Registered types by URI. A URI matches as a whole: `…/v1 ` and `…/v1.0` are other types, and unknown. */
export const PREDICATE_TYPES: ReadonlyMap<string, PredicateType> = new Map(TYPES.map((entry) => [entry.uri, entry]));

/** Two types speak of more than one kind; what the predicate holds decides. */
export function kindOfPredicate(predicate: Predicate, registered: PredicateType): EvidenceKind {
  if (predicate.kind === 'vex') return 'vex';
  if (predicate.kind === 'verification-summary' && isAboutSource(predicate)) return 'source-verification';
  return registered.kind;
}
