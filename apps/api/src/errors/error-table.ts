import { assertNever, type ErrorKind } from '#kernel';

export interface ErrorAnswer {
  /** `extensions.code` over GraphQL. */
  readonly graphql: string;
  /** HTTP status over REST. */
  readonly http: number;
  /** RFC 9457 title. */
  readonly title: string;
}

/** The one table from what kind of answer an error is to how each protocol says it. */
export function answerOf(kind: ErrorKind): ErrorAnswer {
  switch (kind) {
    case 'invalid':
      return { graphql: 'BAD_USER_INPUT', http: 400, title: 'Invalid request' };
    case 'too-large':
      return { graphql: 'BAD_USER_INPUT', http: 413, title: 'Too large' };
    case 'not-found':
      return { graphql: 'NOT_FOUND', http: 404, title: 'Not found' };
    case 'conflict':
      return { graphql: 'CONFLICT', http: 409, title: 'Conflict' };
    case 'unauthenticated':
      return { graphql: 'UNAUTHENTICATED', http: 401, title: 'Not signed in' };
    case 'forbidden':
      return { graphql: 'FORBIDDEN', http: 403, title: 'Not permitted' };
    case 'too-busy':
      return { graphql: 'TOO_BUSY', http: 429, title: 'Too busy' };
    case 'unavailable':
      return { graphql: 'UNAVAILABLE', http: 503, title: 'Temporarily unavailable' };
    case 'internal':
      return { graphql: 'INTERNAL_SERVER_ERROR', http: 500, title: 'Internal error' };
    default:
      return assertNever(kind);
  }
}
