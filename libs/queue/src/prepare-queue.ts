import { runMigrations } from 'bullmq';
import { Client, escapeIdentifier } from 'pg';

import { DEFAULT_NAMESPACE } from './backend.js';

/**
 * Makes or updates the tables of the PostgreSQL queue and lets `role` use them. Safe to call at every start.
 * @param ownerUrl of a role that may create a schema in this database.
 */
export async function prepareQueue(ownerUrl: string, role: string, namespace = DEFAULT_NAMESPACE): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await runMigrations(client, namespace);
    await grant(client, escapeIdentifier(namespace), escapeIdentifier(role));
  } finally {
    await client.end();
  }
}

async function grant(client: Client, schema: string, role: string): Promise<void> {
  await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
  for (const things of ['TABLES', 'SEQUENCES', 'ROUTINES']) {
    await client.query(`GRANT ALL ON ALL ${things} IN SCHEMA ${schema} TO ${role}`);
  }
}
