import { DatabaseError } from 'pg';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';

import { AppError } from '#kernel';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

/** SQLSTATE classes and codes after which the same question may be answered a little later. */
const PASSING = /^(?:08|53|57|58|40|25006|55P03|28)/;

/** Refusals by the schema that say something about what the caller sent. */
const REFUSALS: Readonly<Record<string, () => AppError>> = {
  '23503': () => new AppError('not-found', 'REFERENCE_UNKNOWN', 'something that this refers to does not exist'),
  '23505': () => new AppError('conflict', 'ALREADY_EXISTS', 'something of this name or identity exists already'),
  '22021': textNotStorable,
  '22P05': textNotStorable,
  '54000': () => new AppError('invalid', 'VALUE_TOO_LONG', 'a value is too long to be indexed'),
};

function textNotStorable(): AppError {
  return new AppError('invalid', 'TEXT_NOT_STORABLE', 'a text contains a NUL character: remove it');
}

/** A collision of two transactions, of which the loser may simply try again. */
export function isCollision(error: unknown): boolean {
  const state = sqlState(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK;
}

/** What the database said, in the words of the application; errors of any other origin pass unchanged. */
export function toAppError(error: unknown): unknown {
  // TypeORM lets go of a connection that dies between two queries of a transaction.
  if (error instanceof QueryRunnerAlreadyReleasedError) return unavailable(error);
  if (!(error instanceof QueryFailedError || error instanceof DatabaseError)) return error;
  const state = sqlState(error);
  // No SQLSTATE: the server never answered, or the connection died under the question.
  if (state === undefined || PASSING.test(state)) return unavailable(error);
  const refusal = REFUSALS[state]?.();
  return refusal === undefined ? error : new AppError(refusal.kind, refusal.code, refusal.message, { cause: error });
}

export function unavailable(cause: unknown): AppError {
  return new AppError('unavailable', 'DATABASE_UNAVAILABLE', 'the database does not answer: try again in a moment', {
    cause,
  });
}

function sqlState(error: unknown): string | undefined {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return source instanceof DatabaseError ? source.code : undefined;
}
