import { assertNever } from '#kernel';
import { claimedSubjects, type Predicate, type Subject } from '#evidence';
import type { TrustRule, Verified } from '#verification';

import { claimOfBuildProvenance } from '../claims/build-provenance.js';
import { claimOfBuildVerification } from '../claims/build-verification.js';
import type { Claim } from '../claims/claim.js';
import { claimOfCommitSignature } from '../claims/commit-signature.js';
import { claimOfCompromise } from '../claims/compromise.js';
import { claimOfDeploymentPolicy } from '../claims/deployment-policy.js';
import { claimOfEndOfLife } from '../claims/end-of-life.js';
import { claimOfEvidenceKeeping } from '../claims/evidence-keeping.js';
import { claimOfForgeSettings } from '../claims/forge-settings.js';
import { claimOfHumanEvidence } from '../claims/human-evidence.js';
import { claimOfNotApplicable } from '../claims/not-applicable.js';
import { claimOfPlanOfAction } from '../claims/plan-of-action.js';
import { claimOfReference } from '../claims/reference.js';
import { claimOfReleaseManifest } from '../claims/release-manifest.js';
import { claimOfRelease } from '../claims/release.js';
import { claimOfRuntimeTrace } from '../claims/runtime-trace.js';
import { claimOfSbom } from '../claims/sbom.js';
import { claimOfScai } from '../claims/scai.js';
import { claimOfScorecard } from '../claims/scorecard.js';
import { claimOfSecretScan } from '../claims/secret-scan.js';
import { claimOfSecurityContact } from '../claims/security-contact.js';
import { claimOfSignature } from '../claims/signature.js';
import { claimOfSourceProvenance } from '../claims/source-provenance.js';
import { claimOfSourceVerification } from '../claims/source-verification.js';
import { claimOfStaticAnalysis } from '../claims/static-analysis.js';
import { claimOfSupplierAssessment } from '../claims/supplier-assessment.js';
import { claimOfSupplyChainLayout } from '../claims/supply-chain-layout.js';
import { claimOfTestResult } from '../claims/test-result.js';
import { claimOfVerificationResult } from '../claims/verification-result.js';
import { claimOfVex } from '../claims/vex.js';
import { claimOfVulnerabilityScan } from '../claims/vulnerability-scan.js';
import { claimOfWaiver } from '../claims/waiver.js';

/**
 * Kinds of predicate from which nothing is concluded: one link of a supply chain counts only within its layout, and what
 * a signed model consists of is said by its signature. What is said of an attestation judges no release.
 */
const WITHOUT_CLAIM = [
  ...(['generic', 'link', 'model-signature', 'attestation-status', 'producer-statement', 'withdrawal'] as const),
] as const satisfies readonly Predicate['kind'][];
type Claiming = Exclude<Predicate, { readonly kind: (typeof WITHOUT_CLAIM)[number] }>;

/** Whether a predicate of this kind is expected to lead to a fact. */
export function makesClaim(predicate: Predicate): predicate is Claiming {
  return !(WITHOUT_CLAIM as readonly string[]).includes(predicate.kind);
}

/**
 * The one claim that verified evidence makes under one rule. An attestation about an artifact is not a signature of it:
 * only the kind `artifact-signature` claims that.
 * @returns undefined for a kind that is recognised and makes no claim yet
 */
export function claimOf(evidence: Verified, rule: TrustRule): Claim | undefined {
  if (evidence.kind === 'artifact-signature') return claimOfSignature(evidence.verdict);
  if (evidence.kind === 'commit-signature') return claimOfCommitSignature(evidence.verdict);
  const { content } = evidence;
  if (content.kind === 'signed' && content.layout !== undefined) return claimOfSupplyChainLayout(content.layout);
  if (content.kind !== 'signed' || content.predicate === undefined || !makesClaim(content.predicate)) return undefined;
  return claimOfPredicate(content.predicate, evidence, rule);
}

function claimOfPredicate(predicate: Claiming, evidence: Verified, rule: TrustRule): Claim {
  switch (predicate.kind) {
    case 'build-provenance':
      return claimOfBuildProvenance(predicate, evidence.verdict, rule);
    case 'sbom':
      return claimOfSbom(predicate);
    case 'vulnerability-scan':
      return claimOfVulnerabilityScan(predicate);
    case 'vex':
      return claimOfVex(predicate, subjectsOf(evidence));
    case 'test-result':
      return claimOfTestResult(predicate);
    case 'static-analysis':
      return claimOfStaticAnalysis(predicate);
    case 'verification-summary':
      return evidence.kind === 'source-verification'
        ? claimOfSourceVerification(predicate)
        : claimOfBuildVerification(predicate);
    case 'deployment-policy':
      return claimOfDeploymentPolicy(predicate);
    case 'end-of-life':
      return claimOfEndOfLife(predicate);
    case 'evidence-keeping':
      return claimOfEvidenceKeeping(predicate);
    case 'forge-settings':
      return claimOfForgeSettings(predicate);
    case 'reference':
      return claimOfReference(predicate);
    case 'release':
      return claimOfRelease(predicate, evidence.verdict);
    case 'runtime-trace':
      return claimOfRuntimeTrace(predicate);
    case 'scai':
      return claimOfScai(predicate);
    case 'scorecard':
      return claimOfScorecard(predicate);
    case 'secret-scan':
      return claimOfSecretScan(predicate);
    case 'security-contact':
      return claimOfSecurityContact(predicate);
    case 'ssdf-assessment':
      return claimOfSupplierAssessment(predicate);
    case 'source-provenance':
      return claimOfSourceProvenance(predicate);
    case 'verification-result':
      return claimOfVerificationResult(predicate);
    case 'release-manifest':
      return claimOfReleaseManifest(predicate, rule);
    case 'human-evidence':
      return claimOfHumanEvidence(predicate);
    case 'waiver':
      return claimOfWaiver(predicate);
    case 'not-applicable':
      return claimOfNotApplicable(predicate);
    case 'compromise':
      return claimOfCompromise(predicate);
    case 'plan-of-action':
      return claimOfPlanOfAction(predicate);
    default:
      return assertNever(predicate);
  }
}

function subjectsOf({ content }: Verified): readonly Subject[] {
  return content.kind === 'signed' ? (claimedSubjects(content) ?? []) : [];
}
