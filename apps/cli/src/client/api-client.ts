import { AppError, canonicalJson, type ErrorKind } from '#kernel';

const KIND_OF_STATUS: Readonly<Record<number, ErrorKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'too-large',
  429: 'too-busy',
  503: 'unavailable',
};
const MAX_RETRIES = 8;

export interface Acknowledgement {
  readonly digest: string;
  readonly id: string;
  readonly outcome: 'received' | 'known';
}

/** A server's REST and GraphQL doors, with its errors as ours. */
export class ApiClient {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  /** @throws AppError by the GraphQL error's code */
  async graphql<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const response = await this.send('/graphql', {
      method: 'POST',
      body: canonicalJson({ query, variables }),
      contentType: 'application/json',
    });
    const answer = (await response.json()) as { data?: T; errors?: readonly GraphqlError[] };
    const [error] = answer.errors ?? [];
    if (error !== undefined) throw fromGraphql(error);
    if (answer.data === undefined)
      throw new AppError('unavailable', 'ANSWER_EMPTY', 'the server answered without data');
    return answer.data;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const response = await this.send(path, {
      method: 'POST',
      body: canonicalJson(body),
      contentType: 'application/json',
    });
    return (await response.json()) as T;
  }

  /** One document, as it is. A busy server is asked again, as it says. */
  async submit(bytes: Uint8Array): Promise<Acknowledgement> {
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await this.send('/v1/evidence', {
          method: 'POST',
          body: bytes,
          contentType: 'application/octet-stream',
        });
        return (await response.json()) as Acknowledgement;
      } catch (error) {
        if (!(error instanceof AppError && error.kind === 'too-busy') || attempt > MAX_RETRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, Number(error.details.retryAfterSeconds ?? 1) * 1000));
      }
    }
  }

  async download(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.send(path, { method: 'GET' })).arrayBuffer());
  }

  private async send(
    path: string,
    request: { readonly method: string; readonly body?: string | Uint8Array; readonly contentType?: string },
  ): Promise<Response> {
    const headers = {
      authorization: `Bearer ${this.token}`,
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
        `no answer from ${this.url}: is the server running? (aver serve)`,
        { cause },
      );
    }
    if (!response.ok) throw await fromProblem(response);
    return response;
  }
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
  const problem = (await response.json().catch(() => ({}))) as { detail?: string; code?: string };
  const kind = KIND_OF_STATUS[response.status] ?? (response.status >= 500 ? 'unavailable' : 'invalid');
  const retryAfterSeconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new AppError(
    kind,
    problem.code ?? `HTTP_${response.status}`,
    problem.detail ?? `the server answered ${response.status}`,
    {
      details: Number.isNaN(retryAfterSeconds) ? {} : { retryAfterSeconds },
    },
  );
}
