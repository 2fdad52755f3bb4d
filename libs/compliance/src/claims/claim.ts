import type { Instant } from '#kernel';
import type { Severity, VexStatus } from '#evidence';

/** A typed statement extracted from verified evidence. Levels come from the trust rule, never from the text. */
export type Claim =
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
  | {
      readonly kind: 'sbom';
      readonly format: 'spdx' | 'cyclonedx';
      readonly specVersion: string;
      readonly components: number;
      readonly identifiedComponents: number;
      readonly hasDependencies: boolean;
    }
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
    }
  | {
      readonly kind: 'build-verification';
      readonly verifierId: string;
      readonly resourceUri: string;
      readonly buildLevel: number;
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
  'release-manifest',
  'human-evidence',
  'waiver',
  'not-applicable',
] as const satisfies readonly ClaimKind[];
