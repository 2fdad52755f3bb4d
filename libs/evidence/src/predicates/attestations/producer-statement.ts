import type { Digest, Instant } from '#kernel';

import type { DecisionScope } from '../decisions/decision-scope.js';

/**
 * `producer-statement/v1`: what a named person with authority to bind the producer says, in exactly these words, over an
 * assessment, which is the subject of the statement by digest. It adds nothing to what the assessment shows.
 */
export interface ProducerStatement {
  readonly kind: 'producer-statement';
  readonly scope: DecisionScope;
  readonly assessment: Digest;
  /** The exact words, as they were shown to the signatory. */
  readonly words: string;
  readonly signatory: {
    readonly name: string;
    readonly title: string;
    /** Why this person may bind the producer: an office, a delegation. */
    readonly authority: string;
    /** SHA-256 of the delegation document, where there is one. */
    readonly delegation?: Digest;
  };
  readonly signedOn: Instant;
}
