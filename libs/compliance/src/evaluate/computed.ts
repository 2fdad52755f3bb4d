import type { Digest } from '#kernel';

import type { ComputedField } from '../framework/claim-fields.js';

/** What no claim says by itself, and several say together at one moment. */
export interface Computed {
  readonly counts: Readonly<Partial<Record<ComputedField, number | boolean>>>;
  /** The evidence that it rests on besides the claim that is asked. */
  readonly evidence: readonly Digest[];
  /** Something of it rests only on signers that the assessed team controls. */
  readonly teamControlled: boolean;
}
