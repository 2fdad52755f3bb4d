import type { Digest, Instant } from '#kernel';

import type { ComputedField } from '../framework/claim-fields.js';
import type { Fact } from '../fact.js';

type Counts = Readonly<Partial<Record<ComputedField, number | boolean>>>;

/** What no claim says by itself, and several say together at one moment. */
export interface Computed {
  readonly counts: Counts;
  /** The same without the word of signers that the assessed team controls, where each count may rest on some of them. */
  readonly countsWithoutTeam?: Counts;
  /** The evidence that it rests on besides the claim that is asked. */
  readonly evidence: readonly Digest[];
  /** Something of it rests only on signers that the assessed team controls. */
  readonly teamControlled: boolean;
}

/** Works out what facts of one kind lead to, together with others, at any moment. */
export interface Computation {
  /** When an answer may change. */
  readonly instants: readonly Instant[];
  for(fact: Fact, at: Instant | undefined): Computed | undefined;
}
