import { UnrecoverableError } from 'bullmq';

import { AppError, assertNever, type ErrorKind } from '#kernel';

/** Would doing the same job again give another answer? */
function isWorthRetrying(kind: ErrorKind): boolean {
  switch (kind) {
    case 'unavailable':
    case 'too-busy':
    case 'internal':
      return true;
    case 'invalid':
    case 'not-found':
    case 'conflict':
    case 'too-large':
    case 'unauthenticated':
    case 'forbidden':
      return false;
    default:
      return assertNever(kind);
  }
}

/** What the queue is told of an error. It keeps what it is told, so that is a code: no message, no stack. */
export function toJobFailure(error: unknown): Error {
  if (!(error instanceof AppError)) return bare(new Error('INTERNAL'));
  return bare(isWorthRetrying(error.kind) ? new Error(error.code) : new UnrecoverableError(error.code));
}

function bare(error: Error): Error {
  error.stack = '';
  return error;
}
