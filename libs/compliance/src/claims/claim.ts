import type { Instant } from '#kernel';
import type { Severity, VexStatus } from '#evidence';

import type { CommitSignatureClaim } from './commit-signature.js';
import type { CompromiseClaim } from './compromise.js';
import type { DeploymentPolicyClaim } from './deployment-policy.js';
import type { EndOfLifeClaim } from './end-of-life.js';
import type { EvidenceKeepingClaim } from './evidence-keeping.js';
import type { ForgeSettingsClaim } from './forge-settings.js';
import type { PlanOfActionClaim } from './plan-of-action.js';
import type { ReferenceClaim } from './reference.js';
import type { ReleaseClaim } from './release.js';
import type { RuntimeTraceClaim } from './runtime-trace.js';
import type { SbomClaim } from './sbom.js';
import type { ScaiClaim } from './scai.js';
import type { ScorecardClaim } from './scorecard.js';
import type { SecretScanClaim } from './secret-scan.js';
import type { SecurityContactClaim } from './security-contact.js';
import type { SourceProvenanceClaim } from './source-provenance.js';
import type { SupplierAssessmentClaim } from './supplier-assessment.js';
import type { SupplyChainLayoutClaim } from './supply-chain-layout.js';
import type { VerificationResultClaim } from './verification-result.js';

/** A typed statement extracted from verified evidence. Levels come from the trust rule, never from the text. */
export type Claim =
  | CommitSignatureClaim
  | CompromiseClaim
  | DeploymentPolicyClaim
  | EndOfLifeClaim
  | EvidenceKeepingClaim
  | ForgeSettingsClaim
  | PlanOfActionClaim
  | ReferenceClaim
  | ReleaseClaim
  | RuntimeTraceClaim
  | ScaiClaim
  | ScorecardClaim
  | SecretScanClaim
  | SecurityContactClaim
  | SourceProvenanceClaim
  | SupplierAssessmentClaim
  | SupplyChainLayoutClaim
  | VerificationResultClaim
  | { readonly kind: 'signature'; readonly logged: boolean; readonly timed: boolean }
  | {
      readonly kind: 'build-provenance';
      readonly builderId: string;
      readonly buildType: string;
      /** SLSA Build level that the matched rule grants this (signer, builder) pair. */
      readonly buildLevel: 0 | 1 | 2 | 3;
      readonly sourceUri?: string;
      readonly revision?: string;
      readonly dependencies: number;
      readonly pinnedDependencies: number;
      readonly logged: boolean;
    }
  | SbomClaim
  | {
      readonly kind: 'vulnerability-scan';
      readonly scanner: string;
      /** Hours between the database's last update and the end of the scan; absent when either is not stated. */
      readonly databaseAgeHours?: number;
      readonly findings: readonly { readonly id: string; readonly severity: Severity }[];
      readonly critical: number;
      readonly high: number;
      readonly total: number;
    }
  | {
      readonly kind: 'vex';
      readonly statements: readonly {
        readonly vulnerability: string;
        readonly status: VexStatus;
        readonly at?: Instant;
        /** Other names of the vulnerability. */
        readonly aliases?: readonly string[];
      }[];
    }
  | {
      readonly kind: 'test-result';
      readonly suite: string;
      readonly result: 'PASSED' | 'WARNED' | 'FAILED';
      readonly failed: number;
    }
  | {
      readonly kind: 'static-analysis';
      readonly suite: string;
      readonly result: 'PASSED' | 'WARNED' | 'FAILED';
      readonly failed: number;
    }
  | {
      readonly kind: 'source-verification';
      readonly verifierId: string;
      readonly resourceUri: string;
      readonly sourceLevel: number;
      readonly properties: readonly string[];
      /** Whether the policy it judged by is named by digest; absent where it names none. */
      readonly policyPinned?: boolean;
    }
  | {
      readonly kind: 'build-verification';
      readonly verifierId: string;
      readonly resourceUri: string;
      readonly buildLevel: number;
      /** Whether the policy it judged by is named by digest; absent where it names none. */
      readonly policyPinned?: boolean;
    }
  | {
      readonly kind: 'release-manifest';
      readonly product: string;
      readonly release: string;
      readonly revision?: string;
      readonly population: 'independent' | 'signed-manifest' | 'declared';
      readonly issuedAt: Instant;
    }
  | {
      readonly kind: 'human-evidence';
      readonly controls: readonly string[];
      readonly statement: string;
      readonly owner: string;
      readonly reviewer: string;
      /** When the document was gathered. */
      readonly collected: Instant;
      readonly validFrom: Instant;
      readonly validUntil: Instant;
    }
  | {
      readonly kind: 'waiver';
      readonly control: string;
      readonly reason: string;
      readonly compensatingControl: string;
      readonly requester: string;
      readonly approver: string;
      readonly validFrom: Instant;
      readonly validUntil: Instant;
    }
  | {
      readonly kind: 'not-applicable';
      readonly control: string;
      readonly reason: string;
      readonly requester: string;
      readonly approver: string;
      readonly validFrom: Instant;
    };

export type ClaimKind = Claim['kind'];
export type ClaimOf<K extends ClaimKind> = Extract<Claim, { readonly kind: K }>;

export const CLAIM_KINDS = [
  'signature',
  'build-provenance',
  'sbom',
  'vulnerability-scan',
  'vex',
  'test-result',
  'static-analysis',
  'source-verification',
  'build-verification',
  'commit-signature',
  'source-provenance',
  'forge-settings',
  'scorecard',
  'verification-result',
  'reference',
  'release',
  'secret-scan',
  'scai',
  'supply-chain-layout',
  'runtime-trace',
  'end-of-life',
  'security-contact',
  'deployment-policy',
  'evidence-keeping',
  'supplier-assessment',
  'release-manifest',
  'human-evidence',
  'waiver',
  'not-applicable',
  'plan-of-action',
  'compromise',
] as const satisfies readonly ClaimKind[];
