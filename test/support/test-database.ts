import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

import { Client } from 'pg';

import { createDatabase, Database, migrate, ROLES, type DatabaseOptions, type RoleName } from '#persistence';
import { startEmbeddedPostgres } from '#platform';

const PASSWORDS: Readonly<Record<RoleName, string>> = { app: 'test-app', relay: 'test-relay', auth: 'test-auth' };

/** A server to make databases on: ours for the length of a suite, or the one of AVERMENT_TEST_DATABASE_URL. */
export interface TestServer {
  /** As the superuser. */
  url(database: string): string;
  roleUrl(database: string, role: RoleName): string;
  stop(): Promise<void>;
}

/** A migrated, empty database of its own name. */
export interface TestDatabase {
  readonly database: Database;
  readonly name: string;
  readonly ownerUrl: string;
  readonly urls: DatabaseOptions['urls'];
  /** Runs one statement as the owner, past row-level security. */
  query<Row extends object = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const given = process.env['AVERMENT_TEST_DATABASE_URL'];
  return given === undefined || given === '' ? startOwnServer() : serverAt(given);
}

export async function createTestDatabase(
  server: TestServer,
  options: Omit<DatabaseOptions, 'urls'> = {},
): Promise<TestDatabase> {
  const name = `averment_test_${randomUUID().replaceAll('-', '')}`;
  await createDatabase(server.url('postgres'), name);
  const ownerUrl = server.url(name);
  await migrate(ownerUrl, PASSWORDS);
  const urls = {
    app: server.roleUrl(name, 'app'),
    relay: server.roleUrl(name, 'relay'),
    auth: server.roleUrl(name, 'auth'),
  };
  const database = await Database.open({ poolSize: 5, ...options, urls });
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  return {
    database,
    name,
    ownerUrl,
    urls,
    query: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await owner.query<Row & Record<string, unknown>>(sql, [...values])).rows,
    close: async () => {
      await database.close();
      await owner.end();
      await dropDatabase(server, name);
    },
  };
}

async function startOwnServer(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'averment-test-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  const { name, password } = postgres.superuser;
  return {
    url: (database) => postgres.url(database, name, password),
    roleUrl: (database, role) => postgres.url(database, ROLES[role], PASSWORDS[role]),
    stop: async () => {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function serverAt(given: string): TestServer {
  const at = (database: string, change: (url: URL) => void = () => undefined) => {
    const url = new URL(given);
    url.pathname = `/${database}`;
    change(url);
    return url.href;
  };
  return {
    url: (database) => at(database),
    roleUrl: (database, role) =>
      at(database, (url) => {
        url.username = ROLES[role];
        url.password = PASSWORDS[role];
      }),
    stop: () => Promise.resolve(),
  };
}

async function dropDatabase(server: TestServer, name: string): Promise<void> {
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}
