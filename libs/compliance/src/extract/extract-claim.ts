import { assertNever } from '#kernel';
import type { Predicate } from '#evidence';
import type { TrustRule, Verified } from '#verification';

import { claimOfBuildProvenance } from '../claims/build-provenance.js';
import { claimOfBuildVerification } from '../claims/build-verification.js';
import type { Claim } from '../claims/claim.js';
import { claimOfHumanEvidence } from '../claims/human-evidence.js';
import { claimOfNotApplicable } from '../claims/not-applicable.js';
import { claimOfReleaseManifest } from '../claims/release-manifest.js';
import { claimOfSbom } from '../claims/sbom.js';
import { claimOfSignature } from '../claims/signature.js';
import { claimOfSourceVerification } from '../claims/source-verification.js';
import { claimOfStaticAnalysis } from '../claims/static-analysis.js';
import { claimOfTestResult } from '../claims/test-result.js';
import { claimOfVex } from '../claims/vex.js';
import { claimOfVulnerabilityScan } from '../claims/vulnerability-scan.js';
import { claimOfWaiver } from '../claims/waiver.js';

/** Kinds of predicate that are read and from which nothing is concluded yet. */
const WITHOUT_CLAIM = [
  'generic',
  'scai',
  'model-signature',
  'reference',
  'release',
  'runtime-trace',
  'scorecard',
  'secret-scan',
  'source-provenance',
  'link',
  'verification-result',
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
  const { content } = evidence;
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
      return claimOfVex(predicate);
    case 'test-result':
      return claimOfTestResult(predicate);
    case 'static-analysis':
      return claimOfStaticAnalysis(predicate);
    case 'verification-summary':
      return evidence.kind === 'source-verification'
        ? claimOfSourceVerification(predicate)
        : claimOfBuildVerification(predicate);
    case 'release-manifest':
      return claimOfReleaseManifest(predicate, rule);
    case 'human-evidence':
      return claimOfHumanEvidence(predicate);
    case 'waiver':
      return claimOfWaiver(predicate);
    case 'not-applicable':
      return claimOfNotApplicable(predicate);
    default:
      return assertNever(predicate);
  }
}
