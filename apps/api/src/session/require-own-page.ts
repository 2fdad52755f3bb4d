import type { FastifyRequest } from 'fastify';

import { AppError } from '#kernel';

const HEADER = 'x-averment-request';

/**
 * A browser sends the cookie whoever wrote the page. Our own pages send a header that no form can send and no foreign
 * page may, and the browser says from which origin it asks: both are needed.
 * @throws AppError forbidden REQUEST_FORGED
 */
export function requireOwnPage(request: Pick<FastifyRequest, 'headers'>): void {
  const { headers } = request;
  const from = hostOf(headers.origin ?? headers.referer);
  if (saysOwnPage(request) && from !== undefined && from === headers.host?.toLowerCase()) return;
  throw new AppError(
    'forbidden',
    'REQUEST_FORGED',
    `this did not come from a page of this server: open it at its own address (a proxy in front must pass on Host); programs use a token, or send "${HEADER}: web" and their Origin`,
  );
}

/** Anybody but a foreign page can say so: it is worth nothing without the origin. */
export function saysOwnPage({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers[HEADER] === 'web';
}

function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
}
