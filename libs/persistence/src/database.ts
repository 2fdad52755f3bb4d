import { Pool } from 'pg';
import { DataSource } from 'typeorm';

import { OutboxRelay, PeopleDirectory, Publications, TokenDirectory, UnitOfWork } from '#application';

import { unavailable } from './database-error.js';
import { OutboxSignal } from './relay/outbox-signal.js';
import { PostgresPeopleDirectory } from './people-directory.js';
import { PostgresPublications } from './publications.js';
import { PostgresOutboxRelay } from './relay/postgres-outbox-relay.js';
import type { RoleName } from './roles.js';
import { MIGRATIONS, MIGRATIONS_TABLE, schemaOptions } from './schema.js';
import { PostgresTokenDirectory } from './token-directory.js';
import { PostgresUnitOfWork } from './unit-of-work.js';

export interface DatabaseOptions {
  /** One connection string per role, so that a process holds only the rights its parts need. */
  readonly urls: Readonly<Record<RoleName, string>>;
  /** Connections of the application role; relay and auth take two each. */
  readonly poolSize?: number;
  readonly statementTimeoutMilliseconds?: number;
}

const SIDE_POOL_SIZE = 2;
/** A relay that hangs while ringing must not hold its jobs for ever. */
const RELAY_IDLE_MILLISECONDS = 60_000;

interface Connections {
  readonly application: DataSource;
  readonly statementTimeoutMilliseconds: number;
  readonly auth: Pool;
  readonly relay: Pool;
  readonly signal: OutboxSignal;
}

/** The adapters of one PostgreSQL database. */
export class Database {
  readonly unitOfWork: UnitOfWork;
  readonly tokens: TokenDirectory;
  readonly people: PeopleDirectory;
  readonly publications: Publications;
  readonly relay: OutboxRelay;

  private constructor(private readonly connections: Connections) {
    const { application, statementTimeoutMilliseconds, auth, relay, signal } = connections;
    this.unitOfWork = new PostgresUnitOfWork(application, statementTimeoutMilliseconds);
    this.tokens = new PostgresTokenDirectory(auth);
    this.people = new PostgresPeopleDirectory(auth);
    this.publications = new PostgresPublications(auth);
    this.relay = new PostgresOutboxRelay(relay, signal);
  }

  /** The schema must be there: see `migrate`. @throws AppError unavailable DATABASE_UNAVAILABLE */
  static async open(options: DatabaseOptions): Promise<Database> {
    const { urls, poolSize = 10, statementTimeoutMilliseconds = 30_000 } = options;
    const application = new DataSource({ ...schemaOptions(urls.app), poolSize });
    await application.initialize().catch((cause: unknown) => {
      throw unavailable(cause);
    });
    return new Database({
      application,
      statementTimeoutMilliseconds,
      auth: sidePool({ connectionString: urls.auth }),
      relay: sidePool({
        connectionString: urls.relay,
        idle_in_transaction_session_timeout: RELAY_IDLE_MILLISECONDS,
      }),
      signal: new OutboxSignal(urls.relay),
    });
  }

  /** Does the database answer, and with the schema this code was written for? */
  async ready(): Promise<boolean> {
    try {
      const rows = await this.connections.application.query<{ name: string }[]>(`SELECT name FROM ${MIGRATIONS_TABLE}`);
      const done = new Set(rows.map(({ name }) => name));
      return MIGRATIONS.every(({ name }) => done.has(name));
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    const { application, auth, relay, signal } = this.connections;
    await signal.close();
    await Promise.all([application.destroy(), auth.end(), relay.end()]);
  }
}

function sidePool(config: {
  readonly connectionString: string;
  readonly idle_in_transaction_session_timeout?: number;
}) {
  const pool = new Pool({ ...config, max: SIDE_POOL_SIZE, connectionTimeoutMillis: 10_000 });
  // A connection that dies while idle is replaced at its next use.
  pool.on('error', () => undefined);
  return pool;
}
