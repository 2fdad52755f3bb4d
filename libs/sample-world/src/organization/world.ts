import type { Instant } from '#kernel';
import type { Rung, TrustRule } from '#verification';

import type { Artifact } from './statement.js';

/** A made-up organization with products, releases and evidence as raw bytes: nothing in it is judged yet. */
export interface SampleWorld {
  readonly organization: { readonly slug: string; readonly name: string };
  readonly now: Instant;
  readonly trustRoot: { readonly name: string; readonly bytes: Uint8Array };
  readonly trustRules: readonly TrustRule[];
  readonly products: readonly SampleProduct[];
  /** The release that a first look should go to. */
  readonly flagship: { readonly product: string; readonly version: string };
  /** Evidence against the flagship that must be caught, ready to be submitted. */
  readonly attacks: readonly Attack[];
}

export interface SampleProduct {
  readonly slug: string;
  readonly name: string;
  readonly releases: readonly SampleRelease[];
}

export interface SampleRelease {
  readonly version: string;
  /** Commit, hex. */
  readonly revision: string;
  readonly releasedAt: Instant;
  readonly manifest: SampleManifest;
  readonly artifacts: readonly Artifact[];
  readonly evidence: readonly EvidenceFile[];
  readonly decisions: readonly SampleDecision[];
}

export type SampleManifest =
  /** `file` names one of the release's evidence files. */
  | { readonly kind: 'evidence'; readonly file: string }
  /** To be stated through Averment itself, over these artifacts. */
  | { readonly kind: 'declared'; readonly artifacts: readonly Artifact[] };

export interface EvidenceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What verification under the world's own trust root and rules must come to. */
  readonly expect: 'verified' | 'rejected' | 'unverified';
  /** One sentence for a person. */
  readonly about: string;
  /** Present where something was made wrong on purpose. */
  readonly fault?: Fault;
}

export const FAULTS = [
  'byte-flipped',
  'borrowed-log-entry',
  'wrong-identity',
  'foreign-authority',
  'logged-too-late',
  'other-artifact',
  'stale-scan',
  'unsigned',
  'garbage',
  'oversized-subject',
  'predicate-of-another-type',
  'unknown-predicate-type',
  'unknown-key',
  'no-rule-for-kind',
  'rule-of-another-product',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What people state through Averment; it is signed with the organization's own key, so the world holds only the words. */
export type SampleDecision = { readonly scope: { readonly product: string; readonly release?: string } } & (
  | {
      readonly kind: 'human-evidence';
      readonly controls: readonly string[];
      readonly statement: string;
      readonly owner: string;
      readonly reviewer: string;
      readonly collected: Instant;
      readonly document: { readonly name: string; readonly bytes: Uint8Array };
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
      readonly validUntil: Instant;
    }
  | {
      readonly kind: 'plan-of-action';
      readonly id: string;
      readonly control: string;
      readonly weakness: string;
      readonly detectedOn: Instant;
      readonly owner: string;
      readonly mitigation: string;
      readonly milestones: readonly { readonly what: string; readonly due: Instant; readonly completedOn?: Instant }[];
      readonly due: Instant;
    }
  | {
      readonly kind: 'not-applicable';
      readonly control: string;
      readonly reason: string;
      readonly requester: string;
      readonly approver: string;
    }
);

export interface Attack {
  readonly name: 'byte-flipped' | 'borrowed-log-entry' | 'wrong-identity';
  readonly about: string;
  readonly bytes: Uint8Array;
  /** The first rung that must fail. */
  readonly rung: Rung;
  readonly product: string;
  readonly version: string;
}
