import { requirePermission, type Actor } from '../actor.js';
import type { PrincipalId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import type { PersonRecord } from './person-record.js';
import { requireNoSignatory } from './invitation.js';
import { personOf, requireAnotherAdministrator } from './person-of.js';
import { requireRoles, type Role } from './roles.js';

/** Who had other roles until now signs in again: no session outlives what it was opened for. */
export class ChangeRoles {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** @throws AppError forbidden; invalid ROLES_INVALID, BINDING_BY_GRANT; not-found PERSON_UNKNOWN; conflict LAST_ADMINISTRATOR */
  run(actor: Actor, id: PrincipalId, texts: readonly string[]): Promise<PersonRecord> {
    requirePermission(actor, 'org:admin');
    const roles = requireRoles(texts);
    const at = this.ports.clock.now();
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await stores.people.lock();
      const before = await personOf(stores, id);
      requireNoSignatory(roles.filter((role) => !before.roles.includes(role)));
      if (roles.join() === before.roles.join()) return before;
      if (!roles.includes('administrator')) await requireAnotherAdministrator(stores, before);
      const person = { ...before, roles };
      await giveRoles(stores, person, { by: actor.principal, at, before: before.roles });
      return person;
    });
  }
}

/** Under the lock. */
export async function giveRoles(
  stores: Stores,
  person: PersonRecord,
  {
    by,
    at,
    before,
  }: { readonly by: PrincipalId; readonly at: PersonRecord['createdAt']; readonly before: readonly Role[] },
): Promise<void> {
  await stores.people.change(person);
  await stores.sessions.endAll(person.id, at);
  const details = { before: before.join(' '), after: person.roles.join(' ') };
  await stores.audit.append([{ actor: by, action: 'person.roles-changed', target: person.id, details, at }]);
}

/** Ends whatever lets this person in, at once. */
export class DeactivatePerson {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** @throws AppError forbidden; not-found PERSON_UNKNOWN; conflict LAST_ADMINISTRATOR */
  run(actor: Actor, id: PrincipalId): Promise<PersonRecord> {
    requirePermission(actor, 'org:admin');
    const at = this.ports.clock.now();
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await stores.people.lock();
      const before = await personOf(stores, id);
      if (before.state === 'deactivated') return before;
      await requireAnotherAdministrator(stores, before);
      const person = { ...before, state: 'deactivated' } as const;
      await stores.people.change(person);
      await stores.people.endInvitations(id, at);
      await stores.sessions.endAll(id, at);
      await stores.audit.append([{ actor: actor.principal, action: 'person.deactivated', target: id, at }]);
      return person;
    });
  }
}
