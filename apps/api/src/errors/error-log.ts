/** Where errors that a caller must not see are written; one line each. */
export abstract class ErrorLog {
  abstract record(error: unknown, requestId: string): void;
}
