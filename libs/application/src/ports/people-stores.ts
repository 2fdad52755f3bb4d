import type { Digest, Instant } from '#kernel';

import type { PrincipalId, SessionId } from '../ids.js';
import type { Page, PageRequest } from '../page.js';
import type { BindingGrant, InvitationRecord, PersonRecord } from '../people/person-record.js';
import type { SessionRecord } from '../sessions/session-record.js';

export interface PeopleStore {
  /** Until the end of this transaction nobody else changes who may sign in, or signs in. */
  lock(): Promise<void>;
  /** 'known' when somebody of the organization has the address. */
  add(person: PersonRecord): Promise<'added' | 'known'>;
  byId(id: PrincipalId): Promise<PersonRecord | undefined>;
  list(page: PageRequest): Promise<Page<PersonRecord>>;
  /** Name, roles and state; all else stays. */
  change(person: PersonRecord): Promise<void>;
  /** Active ones. */
  administrators(): Promise<readonly PrincipalId[]>;
  keepPassword(person: PrincipalId, kept: string, at: Instant): Promise<void>;
  addInvitation(invitation: InvitationRecord): Promise<void>;
  /** While it is open. */
  invitation(hash: Digest): Promise<InvitationRecord | undefined>;
  /** Of this person, all that are open. */
  endInvitations(person: PrincipalId, at: Instant): Promise<void>;
  askToBind(grant: BindingGrant): Promise<void>;
  /** False when it was confirmed already. */
  confirmBinding(id: string, confirmed: NonNullable<BindingGrant['confirmed']>): Promise<boolean>;
  bindingGrant(id: string): Promise<BindingGrant | undefined>;
  /** Oldest first. */
  bindingGrants(people: readonly PrincipalId[]): Promise<ReadonlyMap<PrincipalId, readonly BindingGrant[]>>;
}

export interface SessionStore {
  start(session: SessionRecord): Promise<void>;
  /** It was seen now. False when that was written within the minute, or it has ended. */
  see(id: SessionId, at: Instant): Promise<boolean>;
  /** False when it had ended. */
  end(id: SessionId, at: Instant): Promise<boolean>;
  /** Of this person, all that go on; returns how many. */
  endAll(person: PrincipalId, at: Instant): Promise<number>;
}
