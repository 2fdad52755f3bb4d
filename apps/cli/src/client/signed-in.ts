import { AppError } from '#kernel';

import type { Context } from '../context.js';
import { ApiClient } from './api-client.js';

/** The server and token of the configuration; tokens never stand on a command line. @throws AppError unauthenticated TOKEN_MISSING */
export function signedIn({ config, wait }: Context): ApiClient {
  const { url, token } = config.client;
  if (token !== undefined) return new ApiClient(url, token.reveal(), wait);
  throw new AppError(
    'unauthenticated',
    'TOKEN_MISSING',
    'set AVERMENT_TOKEN to an API token of the organization (aver init prints the first)',
  );
}
