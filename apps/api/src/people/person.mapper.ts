import type { BindingGrant, Invited, PersonRecord } from '#application';

import type { BindingGrantType, InvitedPersonType, PersonType } from './person.type.js';

export function toPerson({ roles, ...same }: PersonRecord): PersonType {
  return { ...same, roles: [...roles] };
}

export function toInvitedPerson({ person, token, invitation }: Invited): InvitedPersonType {
  return { person: toPerson(person), token, expiresAt: invitation.expiresAt };
}

export function toBindingGrant(grant: BindingGrant): BindingGrantType {
  const { id, delegation, requestedBy: requestedById, requestedAt, confirmed } = grant;
  return {
    ...{ id, delegation, requestedById, requestedAt },
    ...(confirmed !== undefined && { confirmedById: confirmed.by, confirmedAt: confirmed.at }),
  };
}
