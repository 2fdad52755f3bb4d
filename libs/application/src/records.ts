import type { Assessment, ControlResult, Fact, Finding, PopulationMember, SbomIndex, Segment } from '#compliance';
import type { EvidenceKeeping } from '#evidence';
import type { Digest, Instant, SubjectDigest } from '#kernel';
import type { TrustRootSource, TrustRule, Verdict } from '#verification';

import type { Permission } from './actor.js';
import type { KeepingProgress } from './keep-evidence/keeping-progress.js';
import type { AttestationDraftId, EvidenceId, OrganizationId, PrincipalId, ProductId, ReleaseId } from './ids.js';

// What the stores keep, in domain words. Rows and columns are persistence's own business.

export interface OrganizationRecord {
  readonly id: OrganizationId;
  readonly slug: string;
  readonly name: string;
  /** The sample organization; shown as SYNTHETIC everywhere. */
  readonly synthetic: boolean;
  /** Whoever approves what is signed is somebody else than who drafted it. */
  readonly twoPersonSigning: boolean;
  readonly createdAt: Instant;
}

export interface PrincipalRecord {
  readonly id: PrincipalId;
  readonly kind: 'person' | 'machine';
  readonly name: string;
}

export interface ApiTokenRecord {
  readonly id: string;
  readonly organization: OrganizationId;
  readonly principal: PrincipalId;
  /** SHA-256 over the whole token; the token itself is never stored. */
  readonly hash: Digest;
  readonly permissions: readonly Permission[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt?: Instant;
}

export interface ProductRecord {
  readonly id: ProductId;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Instant;
}

export interface ReleaseRecord {
  readonly id: ReleaseId;
  readonly product: ProductId;
  readonly productSlug: string;
  readonly version: string;
  readonly createdAt: Instant;
}

/** The population of a release as the best verified manifest states it. */
export interface ManifestRecord {
  readonly evidence: Digest;
  readonly source: 'independent' | 'signed-manifest' | 'declared';
  readonly artifacts: readonly PopulationMember[];
  readonly revisions: readonly SubjectDigest[];
  readonly issuedAt: Instant;
}

export type EvidenceState = 'stored' | 'settled' | 'quarantined';

export interface EvidenceRecord {
  readonly id: EvidenceId;
  readonly digest: Digest;
  readonly size: number;
  readonly origin: string;
  readonly submittedBy: PrincipalId;
  readonly receivedAt: Instant;
  readonly state: EvidenceState;
  readonly format: string;
  readonly kind: string;
  /** Accepted digests the bytes name; not proven. */
  readonly subjects: readonly SubjectDigest[];
  readonly verdict?: Verdict;
  /** Why it is quarantined, and after how many attempts. */
  readonly failure?: { readonly code: string; readonly message: string; readonly attempts: number };
}

/** What the judge concluded about one item; written once per (evidence, trust roots, policy, verifier). */
export interface Conclusion {
  readonly evidence: EvidenceId;
  readonly verdict: Verdict;
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
  /** Present when this is a verified SBOM that names components by digest. */
  readonly sbom?: SbomIndex;
  /** Present when this is a verified release manifest: its population, ready to be kept. */
  readonly manifest?: {
    readonly organization: string;
    readonly product: string;
    readonly release: string;
    readonly record: ManifestRecord;
  };
}

export interface TrustRuleRecord {
  readonly rule: TrustRule;
  readonly createdAt: Instant;
  readonly createdBy: PrincipalId;
  readonly retiredAt?: Instant;
}

export type TrustRootRecord = TrustRootSource & { readonly addedAt: Instant };

export interface AssessmentRecord {
  /** Digest of the canonical AssessmentInput, whose bytes are in the blob store. */
  readonly input: Digest;
  readonly release: ReleaseId;
  /** What it is judged by, by id. */
  readonly framework: string;
  readonly assessment: Assessment;
  /** Mappings and layers, bottom first. */
  readonly mappings: readonly Digest[];
  readonly catalog: Digest;
  readonly population: { readonly source: string; readonly artifacts: number };
  readonly createdAt: Instant;
}

/** How one control of one release stands at a moment, as known at a moment; evidence and gaps are in the assessment. */
export interface CoverageCell
  extends
    Pick<ControlResult, 'control' | 'grade' | 'cap'>,
    Pick<Segment, 'from' | 'until' | 'status' | 'reason' | 'machine' | 'human' | 'teamControlled'> {
  readonly release: ReleaseId;
  readonly populationSource: string;
}

export interface AttestationRecord {
  /** SHA-256 over the bundle's bytes, which are in the blob store. */
  readonly digest: Digest;
  readonly release: ReleaseId;
  readonly framework: string;
  readonly input: Digest;
  /** What was approved, and the draft that says so; absent where it was signed before there were drafts. */
  readonly report?: Digest;
  readonly draft?: AttestationDraftId;
  /** The attestation in whose place it stands. */
  readonly supersedes?: Digest;
  /** Table of the pack's parts, in the blob store: canonical JSON, every part in the blob store. */
  readonly pack: Digest;
  readonly signedBy: PrincipalId;
  readonly signedAt: Instant;
  readonly keyFingerprint: string;
}

export interface IntakeCheckpointRecord {
  readonly size: number;
  /** The signed note. */
  readonly note: string;
  readonly createdAt: Instant;
  /** DER of an RFC 3161 TimeStampResp over the note's bytes; absent where nobody was asked or nobody answered. */
  readonly timestamp?: Uint8Array;
}

export interface IntakeLeafRecord {
  readonly index: number;
  /** The canonical JSON that is hashed. */
  readonly leaf: Uint8Array;
}

/** One reading back of everything received up to a checkpoint of the intake log. */
export interface KeepingRun {
  /** From 1, without gaps: a run begins when the one before it is kept. */
  readonly number: number;
  /** The machine that submits the records. */
  readonly keeper: PrincipalId;
  readonly startedAt: Instant;
  readonly size: number;
  /** The signed note of that size. */
  readonly checkpoint: string;
  readonly progress: KeepingProgress;
  /** How often it was moved on. */
  readonly moves: number;
  /** Since when its record is among the evidence. */
  readonly keptAt?: Instant;
}

/** What a run found, as it was signed. */
export interface KeepingRecord extends Omit<EvidenceKeeping, 'kind'> {
  readonly number: number;
  /** SHA-256 over the bundle. */
  readonly digest: Digest;
  readonly bundle: Uint8Array;
}

export interface AuditEntry {
  readonly actor: PrincipalId | 'system';
  /** `evidence.received`, `trust-rule.added`, … */
  readonly action: string;
  readonly target: string;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
  readonly at: Instant;
}
