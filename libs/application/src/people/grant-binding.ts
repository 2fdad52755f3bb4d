import { AppError, type Digest } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { PrincipalId } from '../ids.js';
import type { Ports } from '../ports/index.js';
import { requireColleague, requirePerson } from '../two-people.js';
import type { BindingGrant, PersonRecord } from './person-record.js';
import { giveRoles } from './change-person.js';
import { personOf } from './person-of.js';
import { requireRoles } from './roles.js';

/** An administrator asks that somebody else may bind the organization, by a document that says so. */
export class AskToBind {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock' | 'identifiers'>) {}

  /** @throws AppError forbidden; invalid PERSON_NEEDED, FOUR_EYES; not-found PERSON_UNKNOWN; conflict PERSON_INACTIVE */
  run(
    actor: Actor,
    { person, delegation }: { readonly person: PrincipalId; readonly delegation: Digest },
  ): Promise<BindingGrant> {
    requirePermission(actor, 'org:admin');
    requirePerson(actor);
    const { clock, identifiers, unitOfWork } = this.ports;
    const grant: BindingGrant = {
      ...{ id: identifiers.next(), person, delegation },
      ...{ requestedBy: actor.principal, requestedAt: clock.now() },
    };
    return unitOfWork.run(actor.organization, async (stores) => {
      requireActive(await personOf(stores, person));
      await requireColleague(stores, actor, person);
      await stores.people.askToBind(grant);
      const { requestedAt: at } = grant;
      const entry = { actor: actor.principal, action: 'person.binding-asked', target: person, at };
      await stores.audit.append([{ ...entry, details: { grant: grant.id, delegation } }]);
      return grant;
    });
  }
}

/** A third person agrees: neither who asked, nor who is to be the signatory. */
export class ConfirmBinding {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** @throws AppError forbidden; invalid PERSON_NEEDED, FOUR_EYES; not-found GRANT_UNKNOWN; conflict PERSON_INACTIVE, GRANT_CONFIRMED */
  run(actor: Actor, id: string): Promise<PersonRecord> {
    requirePermission(actor, 'policy:write');
    requirePerson(actor);
    const at = this.ports.clock.now();
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await stores.people.lock();
      const grant = await stores.people.bindingGrant(id);
      if (grant === undefined) throw new AppError('not-found', 'GRANT_UNKNOWN', 'nobody asked for this');
      const before = await personOf(stores, grant.person);
      requireActive(before);
      await requireColleague(stores, actor, grant.requestedBy);
      await requireColleague(stores, actor, grant.person);
      if (!(await stores.people.confirmBinding(id, { by: actor.principal, at }))) {
        throw new AppError(
          'conflict',
          'GRANT_CONFIRMED',
          'this was confirmed before: ask anew if it was taken back since',
        );
      }
      const person = { ...before, roles: requireRoles([...before.roles, 'signatory']) };
      const { delegation } = grant;
      const entry = { actor: actor.principal, action: 'person.binding-confirmed', target: person.id, at };
      await stores.audit.append([{ ...entry, details: { grant: id, delegation } }]);
      await giveRoles(stores, person, { by: actor.principal, at, before: before.roles });
      return person;
    });
  }
}

function requireActive({ state }: PersonRecord): void {
  if (state === 'active') return;
  throw new AppError('conflict', 'PERSON_INACTIVE', 'this person has not accepted an invitation, or was deactivated');
}
