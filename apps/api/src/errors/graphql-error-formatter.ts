import { GraphQLError, type GraphQLFormattedError } from 'graphql';

import type { ErrorLog } from './error-log.js';
import { publicErrorOf } from './public-error.js';

/** GraphQL errors with a stable `extensions.code` and `extensions.reason`; nothing internal leaves the house. */
export function formatGraphqlError(error: GraphQLError, requestId: string, log: ErrorLog): GraphQLFormattedError {
  const { message, locations, path, originalError } = error;
  const where = { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
  if (originalError === undefined || originalError instanceof GraphQLError) {
    // The document itself is wrong (syntax, unknown field, over a limit): graphql's own words are about the caller's text.
    return { message, ...where, extensions: { code: codeOf(error), requestId } };
  }
  const answer = publicErrorOf(originalError);
  if (answer.log) log.record(originalError, requestId);
  return {
    message: answer.message,
    ...where,
    extensions: { code: answer.answer.graphql, reason: answer.code, requestId, ...answer.details },
  };
}

/** Errors of compiled operations have no `extensions`, whatever their type says. */
function codeOf({ extensions }: { readonly extensions?: Readonly<Record<string, unknown>> }): string {
  return typeof extensions?.['code'] === 'string' ? extensions['code'] : 'GRAPHQL_VALIDATION_FAILED';
}
