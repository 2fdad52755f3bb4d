import { join } from 'node:path';

import { createDatabase, Database, migrate, ROLES, type RoleName, type RolePasswords } from '#persistence';
import { keptSecret, startEmbeddedPostgres, type Config, type Logger } from '#platform';
import { prepareQueue } from '#queue';

import { mapRoles, serverRoles } from './server-roles.js';

/** A database whose schema is up to date, and how to reach it as each role. */
export interface OpenDatabase {
  readonly database: Database;
  readonly urls: Readonly<Record<RoleName, string>>;
  /** Resolves when an embedded server ends by itself; never for a server that is somebody else's. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

type ServerConfig = Extract<Config['database'], { kind: 'server' }>;
const EMBEDDED_NAME = 'averment';

export function openDatabase(config: Config, logger: Logger): Promise<OpenDatabase> {
  const { database } = config;
  return database.kind === 'embedded' ? openEmbedded(config, logger) : openServer(database);
}

/** A private PostgreSQL below the data folder, with passwords made on first use. */
async function openEmbedded({ dataDir }: Config, logger: Logger): Promise<OpenDatabase> {
  const server = await startEmbeddedPostgres({ dataDir, log: (line) => logger.info('postgres', { line }) });
  try {
    const { name, password } = server.superuser;
    const ownerUrl = server.url(EMBEDDED_NAME, name, password);
    await createDatabase(server.url('postgres', name, password), EMBEDDED_NAME);
    const passwords = {
      app: (await keptSecret(join(dataDir, 'secrets', 'database-app'))).reveal(),
      relay: (await keptSecret(join(dataDir, 'secrets', 'database-relay'))).reveal(),
      auth: (await keptSecret(join(dataDir, 'secrets', 'database-auth'))).reveal(),
    };
    await prepare(ownerUrl, passwords);
    const urls = mapRoles((role) => server.url(EMBEDDED_NAME, ROLES[role], passwords[role]));
    const database = await Database.open({ urls });
    const close = async () => {
      await database.close();
      await server.stop();
    };
    return { database, urls, ended: server.ended, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openServer(config: ServerConfig): Promise<OpenDatabase> {
  const { passwords, urls } = serverRoles(config);
  if (config.ownerUrl !== undefined) await prepare(config.ownerUrl.reveal(), passwords);
  const database = await Database.open({ urls });
  return { database, urls, ended: new Promise(() => undefined), close: () => database.close() };
}

async function prepare(ownerUrl: string, passwords: RolePasswords): Promise<void> {
  await migrate(ownerUrl, passwords);
  await prepareQueue(ownerUrl, ROLES.relay);
}
