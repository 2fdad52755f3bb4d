import { AppError } from '#kernel';

/** What is kept of an error beside a quarantined item: a code and a sentence, never a stack. */
export function failureOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  return { code: 'INTERNAL', message: 'the verifier failed on this item; the log names the error' };
}

/** What the queue is told: try again, whatever kind of error it was; the attempts are counted in the database. */
export function toRetry(cause: unknown): AppError {
  const { code, message } = failureOf(cause);
  return new AppError('unavailable', code, message, { cause });
}

const OUTAGES: readonly string[] = ['DATABASE_UNAVAILABLE', 'BLOB_STORE_UNAVAILABLE'];

/** A store that does not answer is no item's fault: nothing is counted against any, and all of it is tried again. */
export function isOutage(error: unknown): boolean {
  return error instanceof AppError && OUTAGES.includes(error.code);
}
