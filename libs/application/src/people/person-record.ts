import type { Digest, Instant } from '#kernel';

import type { OrganizationId, PrincipalId } from '../ids.js';
import type { Role } from './roles.js';

/** Invited: has not accepted the last invitation. Only who is active signs in. */
export type PersonState = 'invited' | 'active' | 'deactivated';

/** Somebody who may sign in. The first acceptance makes a principal of the same id and name, for ever. */
export interface PersonRecord {
  readonly id: PrincipalId;
  readonly name: string;
  /** Lower-case; one person of the organization has it. */
  readonly email: string;
  readonly roles: readonly Role[];
  readonly state: PersonState;
  readonly createdAt: Instant;
}

export interface InvitationRecord {
  readonly id: string;
  readonly person: PrincipalId;
  /** SHA-256 over the token of the link, which is not kept. */
  readonly hash: Digest;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** Leave to bind the organization: asked for by one, confirmed by another, held by a third. */
export interface BindingGrant {
  readonly id: string;
  readonly person: PrincipalId;
  /** SHA-256 of the document that delegates the authority. */
  readonly delegation: Digest;
  readonly requestedBy: PrincipalId;
  readonly requestedAt: Instant;
  readonly confirmed?: { readonly by: PrincipalId; readonly at: Instant };
}

/** What the auth role finds by the name of an organization and the e-mail address of an active person. */
export interface KeptPassword {
  readonly organization: OrganizationId;
  readonly person: PrincipalId;
  readonly kept: string;
}
