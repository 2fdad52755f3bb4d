import { AppError } from '#kernel';

import type { Stores } from './ports/index.js';
import type { OrganizationRecord } from './records.js';

/** The organization of this transaction. @throws AppError not-found ORGANIZATION_UNKNOWN */
export async function requireTenant(stores: Stores): Promise<OrganizationRecord> {
  const organization = await stores.organizations.current();
  if (organization !== undefined) return organization;
  throw new AppError('not-found', 'ORGANIZATION_UNKNOWN', 'this organization does not exist any more');
}
