import type { AppliedLayer, Assessment, AssessmentInput, Catalog, Mapping, MappingName, Wording } from '#compliance';
import type { Digest, Instant } from '#kernel';
import type { Verdict } from '#verification';

/** What a report is projected from. It judges nothing: every status comes from the assessment. */
export interface ReportParts {
  readonly input: AssessmentInput;
  readonly assessment: Assessment;
  readonly catalog: Catalog;
  readonly mapping: Mapping;
  readonly mappingNames: readonly MappingName[];
  readonly layers: readonly AppliedLayer[];
  /** The official texts of the catalog, where somebody imported them. */
  readonly wording?: Wording;
  readonly trustRoots: readonly ReportTrustRoot[];
  /** All evidence that touches the scope, with its verdict. */
  readonly evidence: readonly ReportEvidence[];
  /** Absent where no intake log is kept. */
  readonly intake?: ReportIntake;
  /** The signed assessment in whose place this one shall stand, by the digest of its bundle. */
  readonly supersedes?: Digest;
  /** Name and version of the software that judged. */
  readonly verifier: string;
  readonly synthetic: boolean;
}

export interface ReportTrustRoot {
  readonly name: string;
  readonly digest: Digest;
  readonly expires?: Instant;
}

export interface ReportEvidence {
  readonly digest: Digest;
  readonly kind: string;
  /** For people: `sigstore-bundle v0.3`. */
  readonly format: string;
  readonly verdict: Verdict;
  /** What became of it: used, superseded, irrelevant … where that was accounted for. */
  readonly use?: string;
  /** Where it stands in the intake log. */
  readonly intakeIndex?: number;
  /** Entries of transparency logs that came with it. */
  readonly logs?: readonly ReportLogEntry[];
  /** Who handed it in and how, as the operator of the store recorded it; absent where nobody did. */
  readonly collector?: string;
}

export interface ReportLogEntry {
  /** Id of the log, hex. */
  readonly log: string;
  readonly index: number;
}

export interface ReportIntake {
  readonly size: number;
  /** How many leaves touch this scope, by what became of them. */
  readonly uses: Readonly<Record<string, number>>;
}
