import { Client } from 'pg';
import { DataSource } from 'typeorm';

import { ensureRoles, type RolePasswords } from './roles.js';
import { schemaOptions } from './schema.js';

/** Any number: what matters is that every migration runner of a database takes the same lock. */
const MIGRATION_LOCK = 4_157_390_411;

/**
 * Brings roles and schema up to date; safe to call from several processes at once and again at every start.
 * @param ownerUrl of a role that owns the schema and may create roles; it is used for nothing else.
 */
export async function migrate(ownerUrl: string, passwords: RolePasswords): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureRoles(client, passwords);
    await runMigrations(ownerUrl);
  } finally {
    await client.end();
  }
}

async function runMigrations(ownerUrl: string): Promise<void> {
  const dataSource = await new DataSource(schemaOptions(ownerUrl)).initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}
