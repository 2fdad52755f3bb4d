import { AppError } from '#kernel';
import { visibleText } from '#reporting';

import { ApiClient } from '../client/api-client.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { jsonLine } from '../terminal/json-line.js';

export interface InitOptions {
  readonly name: string;
  readonly administrator: string;
  readonly id?: string;
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
  const { terminal, json } = context;
  const made = await new ApiClient(client.url, operatorToken.reveal(), context.wait).post<Made>('/v1/organizations', {
    slug,
    name: options.name,
    administrator: options.administrator,
    ...(options.id !== undefined && { id: options.id }),
  });
  if (typeof made.token !== 'string')
    throw new AppError('unavailable', 'ANSWER_INVALID', 'the server did not answer with a token: check AVERMENT_URL');
  terminal.out(json ? jsonLine(made) : visibleText(made.token));
  terminal.note(
    `This token is shown once and ends ${visibleText(String(made.expiresAt))}. It may do everything in ${visibleText(slug)}.`,
  );
  terminal.note('Next: export it as AVERMENT_TOKEN, then aver release and aver submit.');
  return EXIT.met;
}

interface Made {
  readonly token?: unknown;
  readonly expiresAt?: unknown;
}
