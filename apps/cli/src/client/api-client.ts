import { AppError, canonicalJson, parseStrictJson, type ErrorKind } from '#kernel';

import type { ExportedFile } from '#reporting';

import type { Wait } from '../context.js';

const KIND_OF_STATUS: Readonly<Record<number, ErrorKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'too-large',
  429: 'too-busy',
  503: 'unavailable',
};
const FILE_NAME = /^attachment; filename="([A-Za-z0-9][A-Za-z0-9._-]{0,250})"$/;
const MAX_RETRIES = 8;
/** Whatever a server asks for, nobody waits longer at once. */
const MOST_SECONDS = 60;

export interface Acknowledgement {
  readonly digest: string;
  readonly id: string;
  readonly outcome: 'received' | 'known';
}

/** A server's REST and GraphQL doors, with its errors as ours. Without a token only what anybody may ask is answered. */
export class ApiClient {
  constructor(
    readonly url: string,
    private readonly token: string | undefined,
    private readonly wait: Wait = waitInEarnest,
  ) {}

  /** @throws AppError by the GraphQL error's code */
  async graphql<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const answer = await this.post<{ data?: T | null; errors?: readonly GraphqlError[] }>('/graphql', {
      query,
      variables,
    });
    const [error] = answer.errors ?? [];
    if (error !== undefined) throw fromGraphql(error);
    if (answer.data === undefined || answer.data === null)
      throw new AppError('unavailable', 'ANSWER_EMPTY', 'the server answered without data');
    return answer.data;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return readJson<T>(
      await this.send(path, { method: 'POST', body: canonicalJson(body), contentType: 'application/json' }),
    );
  }

  /** One document, as it is. A busy server is asked again, as it says. */
  async submit(bytes: Uint8Array): Promise<Acknowledgement> {
    for (let attempt = 1; ; attempt++) {
      try {
        const order = { method: 'POST', body: bytes, contentType: 'application/octet-stream' };
        return acknowledged(await readJson(await this.send('/v1/evidence', order)));
      } catch (error) {
        if (!(error instanceof AppError && error.kind === 'too-busy') || attempt > MAX_RETRIES) throw error;
        await this.wait(Math.min(MOST_SECONDS, Math.max(0, Number(error.details.retryAfterSeconds ?? 1))));
      }
    }
  }

  async download(path: string): Promise<Uint8Array> {
    return readBytes(await this.send(path, { method: 'GET' }));
  }

  /** A download under the name that the server gives it, if that is harmless in a folder. */
  async downloadFile(path: string): Promise<ExportedFile> {
    const response = await this.send(path, { method: 'GET' });
    const { headers } = response;
    const [, name] = FILE_NAME.exec(headers.get('content-disposition') ?? '') ?? [];
    if (name === undefined)
      throw new AppError('unavailable', 'ANSWER_INVALID', 'the answer of the server is no file with a name');
    return { name, mediaType: headers.get('content-type') ?? '', bytes: await readBytes(response) };
  }

  private async send(
    path: string,
    request: { readonly method: string; readonly body?: string | Uint8Array; readonly contentType?: string },
  ): Promise<Response> {
    const headers = {
      ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
      ...(request.contentType === undefined ? {} : { 'content-type': request.contentType }),
    };
    const body = typeof request.body === 'string' ? request.body : request.body && Buffer.from(request.body);
    let response: Response;
    try {
      response = await fetch(new URL(path, this.url), {
        method: request.method,
        headers,
        redirect: 'error',
        ...(body === undefined ? {} : { body }),
      });
    } catch (cause) {
      throw new AppError(
        'unavailable',
        'SERVER_UNREACHABLE',
        `no answer from ${this.url}: is AVERMENT_URL right, and does the server run? (aver serve)`,
        { cause },
      );
    }
    if (!response.ok) throw await fromProblem(response);
    return response;
  }
}

function waitInEarnest(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

async function readBytes(response: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new AppError('unavailable', 'ANSWER_CUT_OFF', 'the answer of the server was cut off: try again', { cause });
  }
}

/** Whoever answers at that address may be no server of ours. */
async function readJson<T>(response: Response): Promise<T> {
  const bytes = await readBytes(response);
  try {
    const value = parseStrictJson(bytes);
    if (typeof value === 'object' && value !== null) return value as T;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  throw new AppError(
    'unavailable',
    'ANSWER_INVALID',
    'what answered does not speak as an Averment server does: check AVERMENT_URL',
  );
}

function acknowledged(answer: Partial<Record<keyof Acknowledgement, unknown>>): Acknowledgement {
  const { digest, id, outcome } = answer;
  if (typeof digest === 'string' && typeof id === 'string' && (outcome === 'received' || outcome === 'known'))
    return { digest, id, outcome };
  throw new AppError('unavailable', 'ANSWER_INVALID', 'the server did not say what it did with the document');
}

interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly reason?: string };
}

const KIND_OF_CODE: Readonly<Record<string, ErrorKind>> = {
  NOT_FOUND: 'not-found',
  CONFLICT: 'conflict',
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  UNAVAILABLE: 'unavailable',
  TOO_BUSY: 'too-busy',
  INTERNAL_SERVER_ERROR: 'unavailable',
};

function fromGraphql({ message, extensions }: GraphqlError): AppError {
  const code = extensions?.code ?? 'BAD_USER_INPUT';
  return new AppError(KIND_OF_CODE[code] ?? 'invalid', extensions?.reason ?? code, message);
}

/** RFC 9457 problem details; anything else is told by its status alone. */
async function fromProblem(response: Response): Promise<AppError> {
  const problem = await readJson<{ detail?: unknown; code?: unknown }>(response).catch(() => ({}) as never);
  const kind = KIND_OF_STATUS[response.status] ?? (response.status >= 500 ? 'unavailable' : 'invalid');
  const retryAfterSeconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new AppError(
    kind,
    typeof problem.code === 'string' ? problem.code : `HTTP_${response.status}`,
    typeof problem.detail === 'string' ? problem.detail : `the server answered ${response.status}`,
    { details: Number.isNaN(retryAfterSeconds) ? {} : { retryAfterSeconds } },
  );
}
