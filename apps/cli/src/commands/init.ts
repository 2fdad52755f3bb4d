import { canonicalJson } from '#kernel';

import { ApiClient } from '../client/api-client.js';
import type { Context } from '../context.js';
import { AppError } from '#kernel';
import { EXIT, type ExitCode } from '../exit-code.js';

export interface InitOptions {
  readonly name: string;
  readonly administrator: string;
}

/** `aver init SLUG`: makes an organization on a server and prints its first token, once. */
export async function init(context: Context, slug: string, options: InitOptions): Promise<ExitCode> {
  const { operatorToken, client } = context.config;
  if (operatorToken === undefined) {
    throw new AppError(
      'unauthenticated',
      'OPERATOR_TOKEN_MISSING',
      'set AVERMENT_OPERATOR_TOKEN to the operator token of the server (a standalone server keeps it in operator-token below its data folder)',
    );
  }
  const made = await new ApiClient(client.url, operatorToken.reveal()).post<{ token: string; expiresAt: string }>(
    '/v1/organizations',
    {
      slug,
      name: options.name,
      administrator: options.administrator,
    },
  );
  context.terminal.out(context.json ? canonicalJson(made) : made.token);
  context.terminal.note(
    `This token is shown once and ends ${made.expiresAt}. Use it as AVERMENT_TOKEN; it may do everything in ${slug}.`,
  );
  return EXIT.met;
}
