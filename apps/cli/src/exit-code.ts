import { AppError, assertNever, type ErrorKind } from '#kernel';

/** Exit codes are an interface: pipelines branch on them. */
export const EXIT = {
  /** Asked, and all is met. */
  met: 0,
  /** Asked, and something is not met or was rejected. */
  notMet: 1,
  /** Could not check. */
  unchecked: 2,
  usage: 3,
  access: 4,
  /** Some items were taken, some were not. */
  partly: 5,
  /** A bug of ours. */
  bug: 70,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** No path turns an error into 0. */
export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof AppError ? exitCodeOfKind(error.kind) : EXIT.bug;
}

function exitCodeOfKind(kind: ErrorKind): ExitCode {
  switch (kind) {
    case 'invalid':
    case 'too-large':
    case 'not-found':
    case 'conflict':
      return EXIT.usage;
    case 'unauthenticated':
    case 'forbidden':
      return EXIT.access;
    case 'too-busy':
    case 'unavailable':
      return EXIT.unchecked;
    case 'internal':
      return EXIT.bug;
    default:
      return assertNever(kind);
  }
}
