import type { FastifyReply, FastifyRequest } from 'fastify';

/** `__Host-` (RFC 6265bis section 4.1.3.2): a browser takes it only Secure, for this very host and all its paths. */
const NAME = '__Host-averment';
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The secret of the session cookie as it was sent; the text is the client's. */
export function readSessionCookie({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, ...value] = pair.trim().split('=');
    if (name === NAME) return value.join('=');
  }
  return undefined;
}

/** Ends with the browser; when it ends before that, the server says. */
export function setSessionCookie(reply: FastifyReply, secret: string): void {
  reply.header('Set-Cookie', `${NAME}=${secret}; ${ATTRIBUTES}`);
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.header('Set-Cookie', `${NAME}=; ${ATTRIBUTES}; Max-Age=0`);
}
