import type { PoolClient } from 'pg';
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
      await runner.startTransaction();
      await runner.query(`SELECT set_config('app.org_id', $1, true), set_config('statement_timeout', $2, true)`, [
        organization,
        String(this.statementTimeoutMilliseconds),
      ]);
      const { stores, flush } = openStores(runner.manager, organization);
      const result = await work(stores);
      await flush();
      await commit(runner, connection);
      return result;
    } catch (error) {
      await rollBack(runner);
      throw error;
    } finally {
      await runner.release();
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
async function commit(runner: QueryRunner, connection: PoolClient): Promise<void> {
  if (runner.isReleased) throw unavailable(new Error('the connection was lost'));
  if (connection.getTransactionStatus() !== 'T') throw new TypeError('an error inside a transaction was swallowed');
  await runner.commitTransaction();
}

async function rollBack(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive || runner.isReleased) return;
  // When even this fails the connection is gone, and its transaction with it; the first error is the one to tell.
  await runner.rollbackTransaction().catch(() => undefined);
}
