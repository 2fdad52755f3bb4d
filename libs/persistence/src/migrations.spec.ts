import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

import { seedFullTenant } from '../../../test/support/full-tenant.js';
import { createTestDatabase, withDatabase } from '../../../test/support/postgres.js';
import {
  buildConclusion,
  buildEvidence,
  FRAMEWORK,
  minute,
  seedTenant,
  type Tenant,
} from '../../../test/support/records.js';
import { migrate } from './migrate.js';
import { schemaOptions } from './schema.js';

/** Undoes every migration down to this one, and does them all again; `undone` finds rows only in between. */
async function backAndForth(ownerUrl: string, first: string, undone: string): Promise<void> {
  const dataSource = await new DataSource(schemaOptions(ownerUrl)).initialize();
  const isThere = async () =>
    (await dataSource.query<unknown[]>('SELECT FROM schema_migration WHERE name = $1', [first])).length > 0;
  try {
    while (await isThere()) await dataSource.undoLastMigration();
    expect(await dataSource.query(undone)).not.toEqual([]);
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}

describe('the schema', () => {
  const db = withDatabase();

  it('is what the entities say: after the migrations TypeORM finds nothing to change', async () => {
    const dataSource = await new DataSource(schemaOptions(db.current.ownerUrl)).initialize();
    try {
      const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await dataSource.destroy();
    }
  });

  it('takes along what is current and how it is covered, back to one framework and forth again', async () => {
    const scratch = await createTestDatabase(db.server);
    try {
      const { unitOfWork } = scratch.database;
      const tenant = await seedFullTenant(unitOfWork);
      const moment = { framework: FRAMEWORK, asOf: minute(30), knownAt: minute(30) };
      const shown = () =>
        unitOfWork.run(tenant.id, async ({ assessments }) => ({
          // One mapping is what there was a place for.
          current: [...(await assessments.current([tenant.release.id], { framework: FRAMEWORK })).values()].map(
            ({ assessment, mappings: [first] }) => ({ assessment, first }),
          ),
          cells: await assessments.coverage([tenant.release.id], moment),
        }));
      const before = await shown();
      expect(before.cells).toHaveLength(2);
      await backAndForth(scratch.ownerUrl, 'Frameworks1795219200001', 'SELECT current_assessment FROM release');
      expect(await shown()).toEqual(before);
    } finally {
      await scratch.close();
    }
  });

  it('has organizations that hold a verified SBOM judge it once more, as after a change of trust, and no others', async () => {
    const scratch = await createTestDatabase(db.server);
    try {
      const { unitOfWork } = scratch.database;
      const [holder, other] = [await seedTenant(unitOfWork), await seedTenant(unitOfWork)];
      const keep = (tenant: Tenant, kind: string) =>
        unitOfWork.run(tenant.id, async ({ evidence }) => {
          const item = buildEvidence(tenant, { kind });
          await evidence.add([item]);
          await evidence.conclude([buildConclusion(item)], minute(3));
        });
      await keep(holder, 'sbom');
      await keep(other, 'build-provenance');
      await backAndForth(
        scratch.ownerUrl,
        'SbomComponents1795305600001',
        `SELECT 1 WHERE to_regclass('sbom_component') IS NULL`,
      );
      const changed = await scratch.query('SELECT id FROM organization WHERE trust_changed_at IS NOT NULL');
      expect(changed).toEqual([{ id: holder.id }]);
    } finally {
      await scratch.close();
    }
  });

  it('can be migrated again, by several processes at once, and is ready', async () => {
    const passwords = { app: 'test-app', relay: 'test-relay', auth: 'test-auth' };
    await Promise.all([migrate(db.current.ownerUrl, passwords), migrate(db.current.ownerUrl, passwords)]);
    expect(await db.current.database.ready()).toBe(true);
  });

  it('is not ready when a migration is missing', async () => {
    await db.current.query(`UPDATE schema_migration SET name = 'x' || name WHERE name LIKE 'Logs%'`);
    expect(await db.current.database.ready()).toBe(false);
    await db.current.query(`UPDATE schema_migration SET name = substr(name, 2) WHERE name LIKE 'xLogs%'`);
  });
});
