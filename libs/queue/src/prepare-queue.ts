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
    await grant(client, namespace, role);
  } finally {
    await client.end();
  }
}

/** BullMQ gives each queue a sequence of its own, on first use and in the name of whoever adds the first job. */
async function grant(client: Client, namespace: string, role: string): Promise<void> {
  const [schema, grantee] = [escapeIdentifier(namespace), escapeIdentifier(role)];
  await client.query(`GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${grantee}`);
  for (const things of ['TABLES', 'ROUTINES']) {
    await client.query(`GRANT ALL ON ALL ${things} IN SCHEMA ${schema} TO ${grantee}`);
  }
  for (const sequence of await sequencesOfOthers(client, namespace, role)) {
    await client.query(`GRANT ALL ON SEQUENCE ${schema}.${escapeIdentifier(sequence)} TO ${grantee}`);
  }
}

/** Those that `role` made are its own already, and not the owner's to give. */
async function sequencesOfOthers(client: Client, namespace: string, role: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ relname: string }>(
    `SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'S' AND n.nspname = $1 AND c.relowner <> $2::regrole`,
    [namespace, escapeIdentifier(role)],
  );
  return rows.map(({ relname }) => relname);
}
