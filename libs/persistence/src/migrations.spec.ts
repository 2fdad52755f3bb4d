import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

import { withDatabase } from '../../../test/support/postgres.js';
import { migrate } from './migrate.js';
import { schemaOptions } from './schema.js';

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
