import type { Instant, JsonObject } from '#kernel';

import type { AttestationStatus } from './attestations/attestation-status.js';
import type { ProducerStatement } from './attestations/producer-statement.js';
import type { SsdfAssessment } from './attestations/ssdf-assessment.js';
import type { Withdrawal } from './attestations/withdrawal.js';
import type { BuildInvocation } from './slsa/build-invocation.js';
import type { DeploymentPolicy } from './results/deployment-policy.js';
import type { EndOfLife } from './publications/end-of-life.js';
import type { EvidenceKeeping } from './results/evidence-keeping.js';
import type { ForgeSettings } from './source/forge-settings.js';
import type { StepLink } from './link.js';
import type { ModelSignature } from './models/model-signature.js';
import type { Compromise } from './decisions/compromise.js';
import type { DecisionScope } from './decisions/decision-scope.js';
import type { PlanOfAction } from './decisions/plan-of-action.js';
import type { Reference } from './reference.js';
import type { Release } from './publications/release.js';
import type { RuntimeTrace } from './results/runtime-trace.js';
import type { AttributeReport } from './results/scai.js';
import type { ListedComponent } from './sbom/component-index.js';
import type { SbomElements } from './sbom/minimum-elements.js';
import type { Scorecard } from './results/scorecard.js';
import type { SecretScan } from './results/secret-scan.js';
import type { SecurityContact } from './publications/security-contact.js';
import type { SourceProvenance } from './source/source-provenance.js';
import type { VerificationResult } from './results/verification-result.js';
import type { Vex } from './vex/vex.js';

/**
 * What a predicate says, typed by evidence kind; the version of its schema is forgotten here. Every value is a claim
 * of its signer. A kind that only needs recognising carries its JSON object as it is.
 */
export type Predicate =
  | BuildProvenance
  | Sbom
  | VulnerabilityScan
  | Vex
  | TestResult
  | StaticAnalysis
  | SourceVerification
  | ReleaseManifest
  | HumanEvidence
  | Waiver
  | Compromise
  | NotApplicable
  | PlanOfAction
  | AttestationStatus
  | ProducerStatement
  | SsdfAssessment
  | Withdrawal
  | Noted
  | { readonly kind: 'generic'; readonly value: JsonObject };

/** What is said about how something was made, checked, published or guarded, each in the words of its own type. */
export type Noted =
  | AttributeReport
  | DeploymentPolicy
  | EndOfLife
  | EvidenceKeeping
  | ForgeSettings
  | ModelSignature
  | Reference
  | Release
  | RuntimeTrace
  | Scorecard
  | SecretScan
  | SecurityContact
  | SourceProvenance
  | StepLink
  | VerificationResult;

/** SLSA provenance v0.1, v0.2 or v1. */
export interface BuildProvenance {
  readonly kind: 'build-provenance';
  readonly builderId: string;
  readonly buildType: string;
  /** Repository the build definition came from, as written (`git+https://github.com/o/r@refs/tags/v1`). */
  readonly sourceUri?: string;
  /** Git ref of the source, where one is named: `refs/tags/v1`. */
  readonly sourceRef?: string;
  /** Commit the build definition or the main source came from, hex. */
  readonly revision?: string;
  readonly dependencies: number;
  /** How many of the dependencies name a digest. */
  readonly pinnedDependencies: number;
  /** What set the build off; absent where the build type says nothing about it that is understood here. */
  readonly invocation?: BuildInvocation;
}

export interface Sbom {
  readonly kind: 'sbom';
  readonly format: 'spdx' | 'cyclonedx';
  readonly specVersion: string;
  readonly components: number;
  /** Components with a version and a purl, CPE or digest. */
  readonly identifiedComponents: number;
  readonly hasDependencies: boolean;
  readonly elements: SbomElements;
  /** Components that other evidence can be about, by digest. */
  readonly index: readonly ListedComponent[];
}

export interface VulnerabilityScan {
  readonly kind: 'vulnerability-scan';
  readonly scanner: string;
  readonly finishedAt?: Instant;
  readonly databaseUpdatedAt?: Instant;
  readonly findings: readonly { readonly id: string; readonly severity: Severity }[];
}
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'none' | 'unknown';

export interface TestResult {
  readonly kind: 'test-result';
  readonly result: 'PASSED' | 'WARNED' | 'FAILED';
  /** First configuration's name or URI: which suite this was. */
  readonly suite: string;
  readonly failed: number;
}

/** What a SARIF report amounts to: errors and warnings that nobody accepted. */
export interface StaticAnalysis {
  readonly kind: 'static-analysis';
  readonly result: 'PASSED' | 'WARNED' | 'FAILED';
  /** Name of the first tool. */
  readonly suite: string;
  /** Open errors. */
  readonly failed: number;
}

/** A SLSA verification summary: source or build levels that another verifier granted. */
export interface SourceVerification {
  readonly kind: 'verification-summary';
  readonly verifierId: string;
  readonly resourceUri: string;
  readonly result: 'PASSED' | 'FAILED';
  readonly levels: readonly string[];
  /** By which policy it judged, where it says so, and whether that is pinned by digest. */
  readonly policy?: { readonly uri?: string; readonly pinned: boolean };
}

/** `release-manifest/v1`: the subjects of its statement are the release's artifacts; nothing else defines a population. */
export interface ReleaseManifest {
  readonly kind: 'release-manifest';
  readonly scope: DecisionScope & { readonly product: string; readonly release: string };
  /** The source revision, where the maker of the manifest states it. */
  readonly revision?: string;
  readonly issuedAt: Instant;
}

/** `human-evidence/v1`: the subject of its statement is the document, by digest. */
export interface HumanEvidence {
  readonly kind: 'human-evidence';
  readonly scope: DecisionScope;
  readonly controls: readonly string[];
  readonly statement: string;
  readonly owner: string;
  /** Another person, who has read the document. */
  readonly reviewer: string;
  /** When the document was gathered. */
  readonly collected: Instant;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
}

/** `waiver/v1`: for one product or one release, never for all of them. */
export interface Waiver {
  readonly kind: 'waiver';
  readonly scope: DecisionScope;
  readonly control: string;
  readonly reason: string;
  readonly compensatingControl: string;
  readonly requester: string;
  readonly approver: string;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
}

export interface NotApplicable {
  readonly kind: 'not-applicable';
  readonly scope: DecisionScope;
  readonly control: string;
  readonly reason: string;
  readonly requester: string;
  readonly approver: string;
  readonly validFrom: Instant;
}
