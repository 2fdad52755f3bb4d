/** Where errors that a caller must not see are written; one line each. */
export interface ErrorLog {
  record(error: unknown, requestId: string): void;
}
export const ErrorLogToken = Symbol('ErrorLog');
