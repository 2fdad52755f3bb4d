import { AppError } from '#kernel';

import type { Ports, Stores } from '../ports/index.js';
import type { OrganizationRecord } from '../records.js';
import { requireName } from '../slug.js';
import { requireTenant } from '../tenant.js';
import type { InvitationRecord, PersonRecord } from './person-record.js';
import { requirePassword } from './password.js';
import { personOf } from './person-of.js';
import { hashSecret, isSecret } from './secret.js';

export interface Acceptance {
  readonly token: string;
  readonly password: string;
  /** As the person writes it; taken the first time only, because what is signed and agreed to rests on it. */
  readonly name?: string;
}

export interface Accepted {
  readonly organization: OrganizationRecord;
  readonly person: PersonRecord;
}

/** Whoever has the link sets a password, once, and may sign in. */
export class AcceptInvitation {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'people' | 'passwords' | 'clock'>) {}

  /** @throws AppError not-found INVITATION_UNKNOWN; invalid PASSWORD_REFUSED, NAME_INVALID; too-busy PASSWORDS_BUSY */
  async run(acceptance: Acceptance): Promise<Accepted> {
    const { people, passwords, unitOfWork } = this.ports;
    const hash = isSecret(acceptance.token) ? hashSecret(acceptance.token) : undefined;
    const tenant = hash && (await people.invitation(hash));
    if (hash === undefined || tenant === undefined) throw unknown();
    const asked = await unitOfWork.run(tenant, (stores) => this.read(stores, hash));
    const { organization, person } = asked;
    const name = requireName(acceptance.name ?? person.name);
    const known = [person.email, person.name, name, organization.slug, organization.name];
    const kept = await passwords.hash(requirePassword(acceptance.password, known));
    return unitOfWork.run(tenant, async (stores) => {
      await stores.people.lock();
      return this.accept(stores, await this.read(stores, hash), { name, kept });
    });
  }

  /** @throws AppError not-found INVITATION_UNKNOWN */
  private async read(stores: Stores, hash: InvitationRecord['hash']): Promise<Accepted> {
    const invitation = await stores.people.invitation(hash);
    if (invitation === undefined || invitation.expiresAt <= this.ports.clock.now()) throw unknown();
    return { organization: await requireTenant(stores), person: await personOf(stores, invitation.person) };
  }

  private async accept(
    stores: Stores,
    { organization, person: before }: Accepted,
    { name, kept }: { readonly name: string; readonly kept: string },
  ): Promise<Accepted> {
    const at = this.ports.clock.now();
    const { id } = before;
    const [principal] = await stores.organizations.principals([id]);
    if (principal === undefined) await stores.organizations.addPrincipal({ id, kind: 'person', name });
    const person = { ...before, name: principal?.name ?? name, state: 'active' } as const;
    await stores.people.change(person);
    await stores.people.keepPassword(id, kept, at);
    await stores.people.endInvitations(id, at);
    await stores.audit.append([{ actor: id, action: 'person.accepted', target: id, at }]);
    return { organization, person };
  }
}

function unknown(): AppError {
  return new AppError(
    'not-found',
    'INVITATION_UNKNOWN',
    'no such invitation, or it has expired, was used or replaced: ask an administrator for a new one',
  );
}
