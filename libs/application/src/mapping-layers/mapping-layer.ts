import type { Digest, Instant } from '#kernel';

import type { MappingLayerId, PrincipalId } from '../ids.js';

/** A text that somebody of the organization wants on top of the mapping of a framework. */
export interface MappingLayerProposal {
  readonly id: MappingLayerId;
  /** Of the catalog. */
  readonly framework: string;
  /** As the text calls itself. */
  readonly layer: string;
  readonly version: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
  readonly proposedBy: PrincipalId;
  readonly proposedAt: Instant;
}

export interface MappingLayerRecord extends MappingLayerProposal {
  readonly adopted?: Adoption;
  readonly retired?: Retirement;
}

export interface Adoption {
  readonly by: PrincipalId;
  readonly at: Instant;
  /** Lower ones lie below. */
  readonly position: number;
}

export interface Retirement {
  readonly by: PrincipalId;
  readonly requestedBy: PrincipalId;
  readonly reason: string;
  readonly at: Instant;
}
