import { addSeconds, AppError } from '#kernel';

import type { PrincipalId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import type { InvitationRecord, PersonRecord } from './person-record.js';
import { requireEmail } from './email.js';
import { requireRoles, type Role } from './roles.js';
import { formatSecret, hashSecret } from './secret.js';
import { requireName } from '../slug.js';

const SECONDS = 72 * 60 * 60;

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface Invited {
  readonly person: PersonRecord;
  /** Shown once, never kept. */
  readonly token: string;
  readonly invitation: InvitationRecord;
}

type Means = Pick<Ports, 'clock' | 'identifiers'>;

/**
 * Adds somebody and invites them. Shared with the creation of an organization, whose first administrator nobody invited.
 * @throws AppError invalid EMAIL_INVALID, NAME_INVALID, ROLES_INVALID, BINDING_BY_GRANT; conflict EMAIL_TAKEN
 */
export async function invite(
  stores: Stores,
  means: Means,
  { by, order }: { readonly by: PrincipalId | 'system'; readonly order: NewPerson },
): Promise<Invited> {
  const roles = requireRoles(order.roles);
  requireNoSignatory(roles);
  const person: PersonRecord = {
    id: means.identifiers.next() as PrincipalId,
    ...{ email: requireEmail(order.email), name: requireName(order.name), roles },
    ...{ state: 'invited', createdAt: means.clock.now() },
  };
  if ((await stores.people.add(person)) === 'known') {
    throw new AppError(
      'conflict',
      'EMAIL_TAKEN',
      `somebody of the organization has the address ${person.email}: invite that person again, or change their roles`,
    );
  }
  const invited = await openInvitation(stores, means, person);
  const details = { email: person.email, roles: roles.join(' ') };
  const { createdAt: at } = person;
  await stores.audit.append([{ actor: by, action: 'person.invited', target: person.id, details, at }]);
  return invited;
}

/** Of all invitations of a person the last one counts. */
export async function openInvitation(stores: Stores, means: Means, person: PersonRecord): Promise<Invited> {
  const now = means.clock.now();
  const token = formatSecret(means.identifiers.secret());
  const invitation: InvitationRecord = {
    ...{ id: means.identifiers.next(), person: person.id, hash: hashSecret(token) },
    ...{ createdAt: now, expiresAt: addSeconds(now, SECONDS) },
  };
  await stores.people.endInvitations(person.id, now);
  await stores.people.addInvitation(invitation);
  return { person, token, invitation };
}

/** No administrator gives the role away alone. @throws AppError invalid BINDING_BY_GRANT */
export function requireNoSignatory(roles: readonly Role[]): void {
  if (!roles.includes('signatory')) return;
  throw new AppError(
    'invalid',
    'BINDING_BY_GRANT',
    'authority to bind is not given like other roles: ask for it with the document that delegates it, and let a second person confirm',
  );
}
