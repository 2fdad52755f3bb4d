import type { EntityManager, ObjectLiteral, QueryDeepPartialEntity, SelectQueryBuilder } from 'typeorm';

import type { OrganizationId } from '#application';

/** The connection of one transaction and the organization it is bound to. */
export interface Tenant {
  readonly manager: EntityManager;
  readonly organization: OrganizationId;
}

/** A select over this organization's rows. It names the organization although row-level security would: two locks. */
export function select<Row extends ObjectLiteral & { orgId: OrganizationId }>(
  tenant: Tenant,
  row: new () => Row,
  alias: string,
): SelectQueryBuilder<Row> {
  return tenant.manager
    .createQueryBuilder(row, alias)
    .where(`${alias}.orgId = :organization`, { organization: tenant.organization });
}

/** Inserts rows and leaves those alone that meet a row of the same key. Returns how many were new. */
export async function insertNew<Row extends ObjectLiteral>(
  tenant: Tenant,
  row: new () => Row,
  values: readonly Partial<Row>[],
): Promise<number> {
  if (values.length === 0) return 0;
  const result = await tenant.manager
    .createQueryBuilder()
    .insert()
    .into(row)
    .values(values as QueryDeepPartialEntity<Row>[])
    .orIgnore()
    .updateEntity(false)
    .returning('1')
    .execute();
  return (result.raw as unknown[]).length;
}
