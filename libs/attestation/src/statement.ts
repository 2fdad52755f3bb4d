import type { LayerChange, OrderedStatus, Scope, Status } from '#compliance';
import type { Digest, Instant, SubjectDigest } from '#kernel';
import type { ReportPeriod, ReportValidity, ReportWaiver } from '#reporting';

export const ASSESSMENT_PREDICATE_TYPE = 'https://averment.dev/predicate/ssdf-assessment/v1';

/** The predicate of `ssdf-assessment/v1`: what was judged, by what, with which result, and what is not claimed. */
export interface AssessmentPredicate {
  /** Digest of the canonical AssessmentInput: what replay must arrive at. */
  readonly input: Digest;
  /** Digest of the canonical Assessment. */
  readonly assessment: Digest;
  /** Digest of report.json, the canonical Report: what people read and approve before anybody signs. */
  readonly report: Digest;
  readonly scope: Scope;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  /** From the earliest trusted time of what the results rest on, where there is one, until `asOf`. */
  readonly period: ReportPeriod;
  /** Until the first result changes by itself, for better or worse, and a year at most. */
  readonly validity: ReportValidity;
  /** The assessment in whose place this one shall stand: digest of its bundle. */
  readonly supersedes?: Digest;
  readonly catalog: { readonly id: string; readonly version: string; readonly digest: Digest };
  readonly mapping: readonly { readonly id: string; readonly version: string; readonly digest: Digest }[];
  /** What layers made looser, or changed so that it cannot be told; absent where they did neither. */
  readonly loosened?: readonly LoosenedCondition[];
  readonly trustRoots: readonly {
    readonly name: string;
    readonly digest: Digest;
    readonly stale?: { readonly expired: Instant; readonly accepted: true };
  }[];
  readonly policy: Digest;
  readonly population: {
    readonly source: 'independent' | 'signed-manifest' | 'declared';
    readonly manifest?: Digest;
    readonly artifacts: number;
  };
  readonly slsaBuildLevel: 0 | 1 | 2 | 3;
  readonly results: readonly AssessmentPredicateResult[];
  /** Items of plans of action that are open or overdue; absent where there are none. They move no status. */
  readonly plans?: readonly StatedPlan[];
  /** Exceptions that a result rests on; absent where none does. */
  readonly waivers?: readonly ReportWaiver[];
  /** Signed intake checkpoint (note text) of the organization, and how each leaf that touches this scope was used. */
  readonly intake?: {
    readonly checkpoint: string;
    /** RFC 3161 TimeStampResp over the bytes of `checkpoint`, DER in base64; absent where nobody outside saw it. */
    readonly timestamp?: string;
    readonly leaves: readonly LeafAccount[];
  };
  /** Further documents that the signature covers, by name: report.json. What is rendered from it comes later. */
  readonly documents?: readonly { readonly name: string; readonly digest: Digest }[];
  readonly semantics: 'eval/1';
  readonly verifier: string;
  /** True for the sample organization; shown wherever the attestation is shown. */
  readonly synthetic: boolean;
  readonly notClaimed: readonly string[];
}

export type LoosenedCondition = Pick<LayerChange, 'control' | 'aspect' | 'direction' | 'layer'>;

export interface AssessmentPredicateResult {
  readonly control: string;
  readonly status: Status;
  readonly reason: string;
  readonly from?: Instant;
  readonly until?: Instant;
  readonly met: number;
  readonly of: number;
  readonly machine: OrderedStatus | 'NONE';
  readonly human: 'COVERED' | 'OPEN' | 'NOT_NEEDED';
  readonly grade: 'A' | 'B' | 'C' | 'D';
  readonly cap: 'satisfied' | 'partial' | 'manual';
  readonly teamControlled: boolean;
  readonly evidence: readonly Digest[];
}

/** What is promised about a control, and the newest signed statement that says so. */
export interface StatedPlan {
  readonly id: string;
  readonly control: string;
  readonly state: 'open' | 'overdue';
  readonly due: Instant;
  readonly statement: Digest;
}

/** One received item that touches the scope: its place in the intake log and what became of it. */
export interface LeafAccount {
  readonly index: number;
  readonly evidence: Digest;
  readonly use: 'used' | 'superseded' | 'rejected' | 'unverified' | 'irrelevant' | 'withheld';
}

/** The leaf of the intake log: canonical JSON of exactly this, hashed by RFC 6962. */
export interface IntakeLeaf {
  readonly evidence: Digest;
  readonly receivedAt: Instant;
  /** Every accepted subject digest the bytes name, sorted; empty when they could not be read. */
  readonly subjects: readonly SubjectDigest[];
}
