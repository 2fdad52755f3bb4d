import { DatabaseError, type PoolClient, type QueryResult } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';

import { UnitOfWork, type OrganizationId, type Stores } from '#application';

import { isCollision, toAppError, unavailable } from './database-error.js';
import { openStores } from './stores/open-stores.js';

const ATTEMPTS = 5;

/** One PostgreSQL transaction, bound to one organization by a setting that ends with it. */
export class PostgresUnitOfWork extends UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly statementTimeoutMilliseconds: number,
  ) {
    super();
  }

  /** `work` may run again, from the start and in a new transaction, when it collided with another one. */
  async run<T>(organization: OrganizationId, work: (stores: Stores) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.runOnce(organization, work);
      } catch (error) {
        if (attempt === ATTEMPTS || !isCollision(error)) throw toAppError(error);
      }
    }
  }

  private async runOnce<T>(organization: OrganizationId, work: (stores: Stores) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const connection = await connect(runner);
      return await this.transact(connection, organization, async () => {
        const { stores, flush } = openStores(runner.manager, organization);
        const result = await work(stores);
        await flush();
        return result;
      });
    } finally {
      await runner.release();
    }
  }

  private async transact<T>(connection: PoolClient, organization: OrganizationId, body: () => Promise<T>): Promise<T> {
    try {
      await send(
        connection,
        `BEGIN; SELECT set_config('app.org_id', ${connection.escapeLiteral(organization)}, true),
           set_config('statement_timeout', '${this.statementTimeoutMilliseconds}', true)`,
      );
      const result = await body();
      await commit(connection);
      return result;
    } catch (error) {
      // When even this fails the connection is gone, and its transaction with it; the first error is the one to tell.
      await connection.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}

async function connect(runner: QueryRunner): Promise<PoolClient> {
  try {
    return (await runner.connect()) as PoolClient;
  } catch (cause) {
    throw unavailable(cause);
  }
}

/** PostgreSQL answers COMMIT of a failed transaction with a silent rollback; that must never look like success. */
async function commit(connection: PoolClient): Promise<void> {
  const { command } = await send(connection, 'COMMIT');
  if (command !== 'COMMIT') throw new TypeError('an error inside a transaction was swallowed');
}

/** Past TypeORM, which does not tell what became of a COMMIT. */
async function send(connection: PoolClient, sql: string): Promise<QueryResult> {
  try {
    return await connection.query(sql);
  } catch (error) {
    throw error instanceof DatabaseError ? error : unavailable(error);
  }
}
