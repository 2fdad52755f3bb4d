import { DatabaseError, type Pool, type PoolClient } from 'pg';

import { unavailable } from './database-error.js';

/** Runs `work` on a connection of the pool. @throws AppError unavailable DATABASE_UNAVAILABLE when there is none */
export async function reached<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw unavailable(cause);
  });
  // A connection that dies in use also says so here; the query that it kills carries the error to the caller.
  const ignore = () => undefined;
  client.on('error', ignore);
  try {
    return await work(client);
  } catch (error) {
    throw isLoss(error) ? unavailable(error) : error;
  } finally {
    client.off('error', ignore);
    client.release();
  }
}

function isLoss(error: unknown): boolean {
  if (error instanceof DatabaseError) return /^(?:08|53|57|58|25P03)/.test(error.code ?? '');
  return (
    error instanceof Error && /^Connection terminated|^Client has encountered a connection error/.test(error.message)
  );
}
