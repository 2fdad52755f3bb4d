import type { Instant } from '#kernel';

import type { Actor, Permission } from '../actor.js';
import type { PersonRecord } from '../people/person-record.js';
import { personOf } from '../people/person-of.js';
import { permissionsOf, type Role } from '../people/roles.js';
import type { Ports } from '../ports/index.js';
import type { OrganizationRecord } from '../records.js';
import { requireTenant } from '../tenant.js';
import { sessionNone } from './authenticate-session.js';

/** Who is signed in, where, and what they may do. */
export interface SessionView {
  readonly organization: Pick<OrganizationRecord, 'slug' | 'name' | 'synthetic'>;
  readonly person: Pick<PersonRecord, 'id' | 'name' | 'email'>;
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  readonly expiresAt: Instant;
}

export class ReadSession {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork'>) {}

  /** @throws AppError unauthenticated SESSION_NONE where a token asks */
  run({ organization, principal, session }: Actor): Promise<SessionView> {
    if (session === undefined) throw sessionNone();
    return this.ports.unitOfWork.run(organization, async (stores) =>
      viewOf(await requireTenant(stores), await personOf(stores, principal), session.expiresAt),
    );
  }
}

export function viewOf(organization: OrganizationRecord, person: PersonRecord, expiresAt: Instant): SessionView {
  const { slug, name, synthetic } = organization;
  const { id, email, roles } = person;
  return {
    organization: { slug, name, synthetic },
    person: { id, name: person.name, email },
    ...{ roles, permissions: permissionsOf(roles), expiresAt },
  };
}
