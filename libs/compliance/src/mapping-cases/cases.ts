import type { Instant } from '#kernel';

import type { Population, Status } from '../assessment.js';
import type { Claim } from '../claims/claim.js';

/** What a mapping is meant to say of releases, written down by people beside it. */
export interface MappingCases {
  readonly id: string;
  readonly mapping: string;
  readonly asOf: Instant;
  readonly cases: readonly MappingCase[];
  /** Statuses that a control cannot have, whatever is known: above its ceiling, or without a way to come about. */
  readonly never: ReadonlyMap<string, ReadonlySet<Status>>;
}

/** One release as it could be, and the status of controls that follows. */
export interface MappingCase {
  readonly name: string;
  /** What verified evidence says. */
  readonly given: readonly CaseFact[];
  /** Evidence for this was there, and did not verify. */
  readonly rejected: readonly CaseFact[];
  readonly unverified: readonly CaseFact[];
  /** Whose word it is: of signers that the assessed team controls, or of others. */
  readonly signer: 'team' | 'outside';
  /** Nothing trusted says when the evidence was made. */
  readonly untimed: boolean;
  /** Signed decisions of people about every control of the catalog. */
  readonly decided: readonly ('human-evidence' | 'waiver' | 'not-applicable')[];
  readonly population: Population['source'];
  /** Parts of the release besides the artifact and the revision that facts are about; nothing is known about them. */
  readonly more: readonly ('artifact' | 'revision')[];
  /** The case is looked at this many days after the file's moment. */
  readonly daysLater: number;
  readonly expect: ReadonlyMap<string, Status>;
}

export interface CaseFact {
  readonly name: string;
  /** `component`: the first component that every SBOM of the case lists. */
  readonly about: 'artifact' | 'revision' | 'component' | 'release' | 'product' | 'organization';
  /** Trusted time, in days before the file's moment. */
  readonly daysAgo: number;
  /** Which of several producers says it; absent: the one who says most. */
  readonly by?: string;
  readonly claim: Claim;
}
