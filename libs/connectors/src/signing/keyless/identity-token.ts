import { readFile } from 'node:fs/promises';

import { AppError, Field, parseStrictJson, ParseError } from '#kernel';

import { ask, NoAnswer, type HttpAnswer } from '../http/ask.js';
import { isSheltered } from '../http/plain-address.js';
import type { SecretText } from '../secret-text.js';

/** Where an OIDC token comes from: given, in a file that somebody renews, or asked of GitHub Actions. */
export type IdentityTokenSource =
  | { readonly kind: 'given'; readonly token: SecretText }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'github'; readonly address: string; readonly requestToken: SecretText };

const AUDIENCE = 'sigstore';
const TIMEOUT_SECONDS = 15;
const MAX_TOKEN_CHARACTERS = 16_384;

/**
 * An OIDC token, which nobody else may see: it never stands in an error. Its signature is for the certificate authority.
 * @throws AppError unavailable OIDC_TOKEN_UNREADABLE, OIDC_UNREACHABLE, OIDC_REFUSED; invalid OIDC_TOKEN_INVALID
 */
export async function identityToken(source: IdentityTokenSource): Promise<string> {
  const token = (await tokenOf(source)).trim();
  subjectOf(token);
  return token;
}

async function tokenOf(source: IdentityTokenSource): Promise<string> {
  switch (source.kind) {
    case 'given':
      return source.token.reveal();
    case 'file':
      return await readFile(source.path, 'utf8').catch((cause: unknown) => {
        const message = `the identity token cannot be read from ${source.path}: check the path and who may read it`;
        throw new AppError('unavailable', 'OIDC_TOKEN_UNREADABLE', message, { cause });
      });
    case 'github':
      return await askGithub(source);
  }
}

/** What a job with `permissions: id-token: write` is handed: an address, and a token to ask it with. */
async function askGithub(source: Extract<IdentityTokenSource, { kind: 'github' }>): Promise<string> {
  const { status, bytes } = await answerOf(source);
  if (status !== 200) {
    throw new AppError(
      'unavailable',
      'OIDC_REFUSED',
      `the CI system gives no identity token (status ${status}): check that the job has permissions: id-token: write`,
    );
  }
  try {
    return new Field(parseStrictJson(bytes), 'answer').get('value').string();
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause;
    throw noToken(cause);
  }
}

async function answerOf({
  address,
  requestToken,
}: Extract<IdentityTokenSource, { kind: 'github' }>): Promise<HttpAnswer> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !isSheltered(url)) throw unreachable();
  url.searchParams.set('audience', AUDIENCE);
  const headers = { accept: 'application/json', authorization: `Bearer ${requestToken.reveal()}` };
  try {
    return await ask({ url, method: 'GET', headers, timeoutSeconds: TIMEOUT_SECONDS });
  } catch (cause) {
    if (cause instanceof NoAnswer) throw unreachable(cause);
    throw cause;
  }
}

function unreachable(cause?: unknown): AppError {
  const message = 'the CI system cannot be asked for an identity token: check ACTIONS_ID_TOKEN_REQUEST_URL and network';
  return new AppError('unavailable', 'OIDC_UNREACHABLE', message, { cause });
}

/**
 * What Fulcio has signed as proof of possession: the e-mail address where there is one, else `sub`.
 * @throws AppError invalid OIDC_TOKEN_INVALID
 */
export function subjectOf(token: string): string {
  const [, payload, signature, ...more] = token.split('.');
  if (token.length > MAX_TOKEN_CHARACTERS || payload === undefined || signature === undefined || more.length > 0) {
    throw noToken();
  }
  try {
    const claims = new Field(parseStrictJson(Buffer.from(payload, 'base64url')), 'token');
    const email = claims.optional('email')?.string();
    if (email === undefined) return claims.get('sub').string();
    if (claims.get('email_verified').value === true) return email;
  } catch (cause) {
    if (cause instanceof ParseError) throw noToken(cause);
    throw cause;
  }
  throw noToken();
}

function noToken(cause?: unknown): AppError {
  return new AppError(
    'invalid',
    'OIDC_TOKEN_INVALID',
    'the identity token is no OIDC token with a subject or a verified e-mail address: take one for the audience "sigstore"',
    { cause },
  );
}
