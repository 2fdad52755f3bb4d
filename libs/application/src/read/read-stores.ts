import { requirePermission, type Actor, type Permission } from '../actor.js';
import type { Ports, Stores } from '../ports/index.js';

/** The one way to read: a declared permission, then one transaction in the actor's own organization. */
export class ReadStores {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork'>) {}

  /** @throws AppError forbidden PERMISSION_MISSING */
  run<T>(actor: Actor, permission: Permission, read: (stores: Stores) => Promise<T>): Promise<T> {
    requirePermission(actor, permission);
    return this.ports.unitOfWork.run(actor.organization, read);
  }
}
