import { requirePermission, type Actor } from '../actor.js';
import type { Ports } from '../ports/index.js';
import type { OrganizationRecord } from '../records.js';
import { requireTenant } from '../tenant.js';
import { requirePerson } from '../two-people.js';

/** Whether what is signed takes one person, or an author and somebody else who approves. */
export class AskTwoPeople {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** @throws AppError forbidden; invalid PERSON_NEEDED */
  run(actor: Actor, asked: boolean): Promise<OrganizationRecord> {
    requirePermission(actor, 'org:admin');
    requirePerson(actor);
    const at = this.ports.clock.now();
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const organization = await requireTenant(stores);
      if (organization.twoPersonSigning === asked) return organization;
      await stores.organizations.askTwoPeopleToSign(asked);
      const action = asked ? 'organization.two-person-signing-asked' : 'organization.two-person-signing-dropped';
      await stores.audit.append([{ actor: actor.principal, action, target: organization.slug, at }]);
      return { ...organization, twoPersonSigning: asked };
    });
  }
}
