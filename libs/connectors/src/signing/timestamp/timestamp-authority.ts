import type { Witness } from '#attestation';
import { AppError, equalBytes, hash, ParseError, sha256 } from '#kernel';
import { readTimestamp } from '#verification';

import { ask, NoAnswer, type HttpAnswer } from '../http/ask.js';
import { plainAddress } from '../http/plain-address.js';
import { timestampRequest } from './timestamp-request.js';

/** An RFC 3161 time-stamp authority. It sees a hash and answers with a signed time; it learns nothing else. */
export interface TimestampAuthority {
  /** The whole address, path included, `http:` or `https:`: what comes back is signed. */
  readonly address: string;
  /** For one answer; 15 unless given. */
  readonly timeoutSeconds?: number;
}

const TIMEOUT_SECONDS = 15;
const QUERY = 'application/timestamp-query';
const REPLY = 'application/timestamp-reply';

/** The authority's word on when each signature existed. @throws AppError invalid TSA_ADDRESS_INVALID */
export function timestampWitness(authority: TimestampAuthority): Witness {
  addressOf(authority);
  return async ({ signature }) => ({ logEntries: [], timestamps: [await requestTimestamp(authority, signature)] });
}

/**
 * DER of a TimeStampResp over the SHA-256 of `message`. It is checked that it is one and of this message; whether the
 * authority is to be believed is for whoever holds a trust root.
 * @throws AppError unavailable TSA_UNREACHABLE, TSA_SLOW, TSA_REFUSED, TSA_ANSWER_INVALID; invalid TSA_ADDRESS_INVALID
 */
export async function requestTimestamp(authority: TimestampAuthority, message: Uint8Array): Promise<Uint8Array> {
  const { status, bytes } = await answerOf(authority, timestampRequest(sha256(message)));
  if (status !== 200) {
    throw new AppError(
      'unavailable',
      'TSA_REFUSED',
      `the time-stamp authority at ${authority.address} refuses (status ${status}): check its address and terms`,
    );
  }
  requireOf(message, bytes);
  return bytes;
}

async function answerOf(authority: TimestampAuthority, body: Uint8Array): Promise<HttpAnswer> {
  const url = addressOf(authority);
  const { timeoutSeconds = TIMEOUT_SECONDS } = authority;
  const headers = { 'content-type': QUERY, accept: REPLY };
  try {
    return await ask({ url, method: 'POST', headers, body, timeoutSeconds });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    throw silence(authority, error);
  }
}

function silence({ address }: TimestampAuthority, error: NoAnswer): AppError {
  const cause = { cause: error };
  switch (error.reason) {
    case 'slow':
      return new AppError(
        'unavailable',
        'TSA_SLOW',
        `the time-stamp authority at ${address} did not answer in time: try again, or sign without it`,
        cause,
      );
    case 'too-large':
      return invalidAnswer('more than fits', error);
    case 'away':
      return new AppError(
        'unavailable',
        'TSA_UNREACHABLE',
        `the time-stamp authority at ${address} cannot be reached: try again, or sign without it`,
        cause,
      );
  }
}

/** A token for something else would only be found out by whoever relies on it. */
function requireOf(message: Uint8Array, der: Uint8Array): void {
  try {
    const { imprint } = readTimestamp(der);
    if (equalBytes(imprint.value, hash(imprint.hash, message))) return;
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause;
    throw invalidAnswer(cause.message, cause);
  }
  throw invalidAnswer('a time-stamp of something else');
}

function invalidAnswer(what: string, cause?: unknown): AppError {
  const message = `the time-stamp authority answered something that cannot be used (${what}): check its address`;
  return new AppError('unavailable', 'TSA_ANSWER_INVALID', message, { cause });
}

/** @throws AppError invalid TSA_ADDRESS_INVALID */
export function addressOf({ address }: TimestampAuthority): URL {
  const url = plainAddress(address);
  if (url !== undefined) return url;
  throw new AppError(
    'invalid',
    'TSA_ADDRESS_INVALID',
    'the address of a time-stamp authority starts with https:// or http:// and has no user, password, query or fragment',
  );
}
