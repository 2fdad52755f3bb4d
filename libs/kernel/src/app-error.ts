/** What kind of answer an error is; every edge maps the kind once, in one exhaustive table. */
export type ErrorKind =
  | 'invalid'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'unauthenticated'
  | 'forbidden'
  | 'too-busy'
  | 'unavailable'
  | 'internal';

export interface AppErrorOptions {
  /** Safe to show to the caller: never a secret, never a payload. */
  readonly details?: Readonly<Record<string, string | number>>;
  readonly cause?: unknown;
}

/** A question that could not be answered. What *was* answered, however badly for the asker, is a finding, not an error. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly details: Readonly<Record<string, string | number>>;

  constructor(
    readonly kind: ErrorKind,
    /** Upper-case, stable, documented. */
    readonly code: string,
    /** One sentence for a human: what, where, what to do. */
    message: string,
    options: AppErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.details = options.details ?? {};
  }
}

/** Bytes that are not what they claim to be. The only error a parser may throw. */
export class ParseError extends AppError {
  constructor(code: string, message: string, options: AppErrorOptions = {}) {
    super('invalid', code, message, options);
  }
}
