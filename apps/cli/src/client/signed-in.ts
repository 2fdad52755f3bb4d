import { AppError } from '#kernel';
import type { Config } from '#platform';

import { ApiClient } from './api-client.js';

/** The server and token of the configuration; tokens never stand on a command line. @throws AppError unauthenticated TOKEN_MISSING */
export function signedIn({ client }: Config): ApiClient {
  if (client.token !== undefined) return new ApiClient(client.url, client.token.reveal());
  throw new AppError(
    'unauthenticated',
    'TOKEN_MISSING',
    'set AVERMENT_TOKEN to an API token of the organization (aver init prints the first)',
  );
}
