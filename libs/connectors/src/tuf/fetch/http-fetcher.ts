import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { urlToHttpOptions } from 'node:url';

import { AppError } from '#kernel';

import { wrongLength } from '../refusals.js';
import type { Fetcher } from './fetcher.js';
import { segmentsOf } from './path-segments.js';
import { lookupPublic, requirePublicHost } from './public-address.js';

export interface HttpFetcherOptions {
  /** Loopback, private and link-local addresses are refused on every hop unless the caller says otherwise. */
  readonly allowPrivateAddresses?: boolean;
  /** For one file, redirects included. */
  readonly timeoutSeconds?: number;
}

const MAX_REDIRECTS = 5;
const TIMEOUT_SECONDS = 30;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** What object stores answer for a file that is not there. */
const NOT_THERE: ReadonlySet<number> = new Set([403, 404, 410]);

/** A repository by its address, `https:` or `http:`; what comes is judged by signatures, not by who sent it. */
export class HttpFetcher implements Fetcher {
  readonly #below: URL;
  readonly #allowPrivate: boolean;
  readonly #timeout: number;

  /** @throws AppError invalid TUF_ADDRESS_INVALID */
  constructor(
    address: string,
    { allowPrivateAddresses = false, timeoutSeconds = TIMEOUT_SECONDS }: HttpFetcherOptions = {},
  ) {
    this.#below = addressOf(address);
    this.#allowPrivate = allowPrivateAddresses;
    this.#timeout = timeoutSeconds * 1000;
  }

  async fetch(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
    const url = new URL(segmentsOf(path).map(encodeURIComponent).join('/'), this.#below);
    const signal = AbortSignal.timeout(this.#timeout);
    try {
      const response = await this.#follow(url, signal);
      return response === undefined ? undefined : await bodyOf(response, maxBytes, path);
    } catch (cause) {
      throw cause instanceof AppError ? cause : unreachable(url, cause);
    }
  }

  async #follow(start: URL, signal: AbortSignal): Promise<IncomingMessage | undefined> {
    let url = start;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await this.#get(url, signal);
      const { statusCode = 0, headers } = response;
      if (statusCode === 200) return response;
      response.destroy();
      if (NOT_THERE.has(statusCode)) return undefined;
      if (!REDIRECTS.has(statusCode) || headers.location === undefined) throw unreachable(url, `status ${statusCode}`);
      url = redirectOf(url, headers.location);
    }
    throw new AppError('unavailable', 'TUF_REDIRECTS', `${start.href} redirects more than ${MAX_REDIRECTS} times`);
  }

  #get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    if (!this.#allowPrivate) requirePublicHost(url.hostname);
    const options: RequestOptions = {
      ...urlToHttpOptions(url),
      agent: false,
      signal,
      headers: { 'accept-encoding': 'identity' },
      ...(this.#allowPrivate ? {} : { lookup: lookupPublic }),
    };
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      request(options, resolve).on('error', reject).end();
    });
  }
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !isPlain(url))
    throw new AppError(
      'invalid',
      'TUF_ADDRESS_INVALID',
      'the address of a TUF repository starts with https:// or http:// and has no user, password, query or fragment',
    );
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function isPlain({ protocol, username, password, search, hash }: URL): boolean {
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '');
}

/** @throws AppError unavailable TUF_REDIRECTS for one that leads away from HTTP, or from HTTPS to less */
function redirectOf(from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const sound = to !== undefined && (to.protocol === 'https:' || to.protocol === from.protocol);
  if (!sound)
    throw new AppError('unavailable', 'TUF_REDIRECTS', `${from.href} redirects to where nothing is fetched from`);
  return to;
}

async function bodyOf(response: IncomingMessage, maxBytes: number, path: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = Number(response.headers['content-length'] ?? 0);
  try {
    if (size > maxBytes) throw wrongLength(path);
    if ((response.headers['content-encoding'] ?? 'identity') !== 'identity') throw new Error('an encoded answer');
    size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw wrongLength(path);
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks, size));
  } finally {
    response.destroy();
  }
}

function unreachable(url: URL, cause: unknown): AppError {
  return new AppError('unavailable', 'TUF_UNREACHABLE', `${url.href} does not answer as it should: try again later`, {
    cause,
  });
}
