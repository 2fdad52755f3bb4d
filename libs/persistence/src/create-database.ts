import { Client } from 'pg';

const ALREADY_THERE: readonly string[] = ['42P04', '23505'];

/** Makes an empty database unless it is there. @param adminUrl of a role that may, in any other database of the server */
export async function createDatabase(adminUrl: string, name: string): Promise<'created' | 'known'> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // Looked for first, so that an ordinary start leaves no error in the server's log.
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return 'known';
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    return 'created';
  } catch (error) {
    if (!ALREADY_THERE.includes((error as { code?: string }).code ?? '')) throw error;
    return 'known';
  } finally {
    await client.end();
  }
}
