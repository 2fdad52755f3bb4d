import { requirePermission, type Actor } from '../actor.js';
import type { PrincipalId } from '../ids.js';
import type { Ports } from '../ports/index.js';
import { invite, openInvitation, type Invited, type NewPerson } from './invitation.js';
import { personOf, requireAnotherAdministrator } from './person-of.js';

/** Adds a person, who may sign in once the invitation is accepted. */
export class InvitePerson {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock' | 'identifiers'>) {}

  /** @throws AppError forbidden; invalid EMAIL_INVALID, NAME_INVALID, ROLES_INVALID, BINDING_BY_GRANT; conflict EMAIL_TAKEN */
  run(actor: Actor, order: NewPerson): Promise<Invited> {
    requirePermission(actor, 'org:admin');
    return this.ports.unitOfWork.run(actor.organization, (stores) =>
      invite(stores, this.ports, { by: actor.principal, order }),
    );
  }
}

/**
 * For who lost the link, the password, or was deactivated: until it is accepted nothing else lets this person in. The
 * link is shown to an administrator, so authority to bind does not come along: it is asked for anew.
 */
export class InviteAgain {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock' | 'identifiers'>) {}

  /** @throws AppError forbidden; not-found PERSON_UNKNOWN; conflict LAST_ADMINISTRATOR */
  run(actor: Actor, id: PrincipalId): Promise<Invited> {
    requirePermission(actor, 'org:admin');
    const at = this.ports.clock.now();
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await stores.people.lock();
      const before = await personOf(stores, id);
      await requireAnotherAdministrator(stores, before);
      const roles = before.roles.filter((role) => role !== 'signatory');
      const person = { ...before, roles, state: 'invited' } as const;
      await stores.people.change(person);
      await stores.sessions.endAll(id, at);
      const details = { before: before.roles.join(' '), after: roles.join(' ') };
      await stores.audit.append([{ actor: actor.principal, action: 'person.invited-again', target: id, details, at }]);
      return openInvitation(stores, this.ports, person);
    });
  }
}
