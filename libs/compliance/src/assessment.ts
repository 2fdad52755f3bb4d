import type { Digest, Instant, SubjectDigest } from '#kernel';

import type { Fact, Finding } from './fact.js';
import type { ReasonCode } from './status/reasons.js';

/** From best to worst meaning is fixed by design section 4; `WAIVED` and `NOT_APPLICABLE` stand outside the order. */
export const STATUS_ORDER = [
  'FAILED',
  'MISSING',
  'UNVERIFIED',
  'STALE',
  'PARTIAL',
  'SELF_ATTESTED',
  'SUPPORTED',
  'EVIDENCED',
] as const;
export type OrderedStatus = (typeof STATUS_ORDER)[number];
export type Status = OrderedStatus | 'WAIVED' | 'NOT_APPLICABLE';

export interface Scope {
  readonly organization: string;
  readonly product: string;
  readonly release: string;
}

/** Over what a release is judged, and who says so. Never derived from the evidence that is being judged. */
export interface Population {
  readonly source: 'independent' | 'signed-manifest' | 'declared';
  /** The release manifest this comes from; absent for a population typed into a workspace file. */
  readonly manifest?: Digest;
  readonly artifacts: readonly PopulationMember[];
  /** `gitCommit:…`, stated by the manifest or named by verified provenance of the artifacts. */
  readonly revisions: readonly SubjectDigest[];
}

export interface PopulationMember {
  readonly name: string;
  readonly digests: readonly SubjectDigest[];
}

/** Components of SBOMs in the input that evidence about their very digests is held for. What it says are facts and findings. */
export interface JoinedComponents {
  /** Each by its digests; sorted. */
  readonly known: readonly (readonly SubjectDigest[])[];
  /** Which of them each SBOM lists, by their place in `known`, and how often; sorted by SBOM, then by place. */
  readonly sboms: readonly {
    readonly sbom: Digest;
    readonly components: readonly (readonly [place: number, times: number])[];
  }[];
}

/** Everything a judgement depends on, as RFC 8785 JSON: no row ids, no wall clock. Same input, same bytes out. */
export interface AssessmentInput {
  readonly scope: Scope;
  readonly population: Population;
  readonly catalog: Digest;
  /** Mapping layers, bottom first. */
  readonly mapping: readonly Digest[];
  readonly trustRoots: readonly Digest[];
  readonly policy: Digest;
  /** Sorted by evidence digest, then claim kind, then anchor. */
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
  /** Absent where no component of an SBOM is joined to evidence of its own. */
  readonly components?: JoinedComponents;
  /** True then. */
  readonly asOf: Instant;
  /** Known then. */
  readonly knownAt: Instant;
  readonly semantics: 'eval/1';
}

export interface Assessment {
  /** Digest of the canonical AssessmentInput. */
  readonly input: Digest;
  readonly scope: Scope;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  /** One per control of the catalog, in catalog order. */
  readonly results: readonly ControlResult[];
  /** SLSA Build level of the release: the least over its artifacts, from the trust rules' builder maps. */
  readonly slsaBuildLevel: 0 | 1 | 2 | 3;
}

export interface ControlResult {
  readonly control: string;
  readonly grade: 'A' | 'B' | 'C' | 'D';
  readonly cap: 'satisfied' | 'partial' | 'manual';
  /** Contiguous and ordered; the first has no `from`, the last no `until`. A read picks the one that holds `asOf`. */
  readonly segments: readonly Segment[];
}

/**
 * One stretch of time in which the status of this control, and why it has it, do not change. From the segment that
 * holds `asOf` on, each change of `met` has its own segment too (the next 32 changes); in the past, and further ahead,
 * one segment may stand for several counts and then shows the least, with the lists of that moment.
 */
export interface Segment {
  readonly from?: Instant;
  readonly until?: Instant;
  readonly status: Status;
  readonly reason: ReasonCode;
  /** What machines could show, before cap and population source are applied. */
  readonly machine: { readonly status: OrderedStatus | 'NONE'; readonly met: number; readonly of: number };
  /** What a person has stated. `NOT_NEEDED` only where the cap is satisfied. */
  readonly human: 'COVERED' | 'OPEN' | 'NOT_NEEDED';
  /**
   * Members that are not met, with what is missing, gravest first; `met` and `of` count all. At most 20 are listed in
   * the segment that holds `asOf`, at most 5 in the others.
   */
  readonly gaps: readonly { readonly member: string; readonly status: OrderedStatus; readonly need: string }[];
  /** Evidence this status rests on, sorted: all of it in the segment that holds `asOf`, at most 20 in the others. */
  readonly evidence: readonly Digest[];
  /** True when the machine part rests on process claims of signers that the assessed team controls: one grade lower. */
  readonly teamControlled: boolean;
}
