import type { BindingGrant, InvitationRecord, PersonRecord, PrincipalId, SessionId, SessionRecord } from '#application';

import { buildDigest, buildId, minute, type Tenant } from './records.js';

/** An administrator who has accepted. */
export function buildPerson(changes: Partial<PersonRecord> = {}): PersonRecord {
  const id = buildId<PrincipalId>();
  const roles = ['administrator'] as const;
  return { id, name: 'Kim', email: `${id}@example.org`, roles, state: 'active', createdAt: minute(1), ...changes };
}

export function buildInvitation({ id: person }: Pick<PersonRecord, 'id'>): InvitationRecord {
  const id = buildId<string>();
  return { id, person, hash: buildDigest(`invitation ${id}`), createdAt: minute(2), expiresAt: minute(30) };
}

export function buildBindingGrant({ principal }: Pick<Tenant, 'principal'>, person: PersonRecord): BindingGrant {
  const delegation = buildDigest('delegation');
  return { id: buildId<string>(), person: person.id, delegation, requestedBy: principal, requestedAt: minute(3) };
}

export function buildSession({ id: person }: Pick<PersonRecord, 'id'>): SessionRecord {
  const id = buildId<SessionId>();
  return { id, person, hash: buildDigest(`session ${id}`), startedAt: minute(4), seenAt: minute(4) };
}
