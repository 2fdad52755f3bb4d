import { AppError, Field, ParseError, parseStrictJson, toUtf8 } from '#kernel';

import { ask, NoAnswer, type HttpAnswer } from '../http/ask.js';
import { placeOf, type VaultKey } from './vault-key.js';

const TIMEOUT_SECONDS = 15;

/** What is asked of the transit engine, below its mount. */
export interface VaultQuestion {
  readonly path: string;
  /** A question with a body is a POST. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** Vault's `data`, read by `read`. @throws AppError unavailable VAULT_*; invalid VAULT_ADDRESS_INVALID */
export async function askVault<T>(key: VaultKey, question: VaultQuestion, read: (data: Field) => T): Promise<T> {
  const { status, bytes } = await answerOf(key, question);
  if (status !== 200) throw refusal(key, status);
  try {
    return read(new Field(parseStrictJson(bytes), 'answer').get('data'));
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause;
    throw answeredInvalidly(cause.message, cause);
  }
}

/** What came is no answer of Vault's transit engine. */
export function answeredInvalidly(what: string, cause?: unknown): AppError {
  const message = `Vault answered something that cannot be used (${what}): check that the address leads to a transit engine`;
  return new AppError('unavailable', 'VAULT_ANSWER_INVALID', message, { cause });
}

async function answerOf(key: VaultKey, { path, body }: VaultQuestion): Promise<HttpAnswer> {
  const { origin, mount } = placeOf(key.address);
  try {
    return await ask({
      url: new URL(`/v1/${mount}/${path}`, origin),
      method: body === undefined ? 'GET' : 'POST',
      headers: headersOf(key),
      ...(body === undefined ? {} : { body: toUtf8(JSON.stringify(body)) }),
      timeoutSeconds: key.timeoutSeconds ?? TIMEOUT_SECONDS,
    });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    throw silence(origin, error);
  }
}

function headersOf({ token, namespace }: VaultKey): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json',
    'x-vault-token': token.reveal(),
    'x-vault-request': 'true',
    ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
  };
}

function silence(origin: string, error: NoAnswer): AppError {
  const cause = { cause: error };
  switch (error.reason) {
    case 'slow':
      return new AppError('unavailable', 'VAULT_SLOW', `Vault at ${origin} did not answer in time: try again`, cause);
    case 'too-large':
      return answeredInvalidly('more than fits', error);
    case 'away':
      return new AppError(
        'unavailable',
        'VAULT_UNREACHABLE',
        `Vault at ${origin} cannot be reached: check address, network and certificate`,
        cause,
      );
  }
}

/** What Vault's statuses mean (HTTP API, "HTTP status codes"); its own words are not repeated. */
function refusal({ address }: VaultKey, status: number): AppError {
  if (status === 403 || status === 401) {
    return new AppError(
      'unavailable',
      'VAULT_REFUSED',
      `Vault refuses the token for ${address}: it ended, or its policy lacks read on keys/… and update on sign/…`,
    );
  }
  if (status === 404) return keyMissing(address);
  if (status === 429) {
    return new AppError('unavailable', 'VAULT_BUSY', 'Vault limits how often it is asked: try again later');
  }
  if (status >= 500) {
    return new AppError(
      'unavailable',
      'VAULT_FAILED',
      `Vault is sealed or failed (status ${status}): look into its own log, then try again`,
    );
  }
  return answeredInvalidly(`status ${status}`);
}

function keyMissing(address: string): AppError {
  return new AppError(
    'unavailable',
    'VAULT_KEY_MISSING',
    `Vault holds no key at ${address}: make it (vault write -f MOUNT/keys/KEY type=ecdsa-p256); a key is never made silently`,
  );
}
