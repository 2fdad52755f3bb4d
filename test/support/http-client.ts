import { Agent, request, type IncomingMessage } from 'node:http';

/** An answer other than 2xx. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
    /** The header of that name. */
    readonly retryAfter?: string,
  ) {
    super(`the server answered ${status}: ${body.slice(0, 300)}`);
  }
}

/** The connection ended before the whole answer was there. */
export class ConnectionLost extends Error {
  constructor(
    /** What arrived of the answer's body. */
    readonly received: Buffer,
    cause: unknown,
  ) {
    super('the connection to the server was lost', { cause });
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

interface Message {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly contentType?: string;
  readonly body?: Uint8Array | string;
}

/** Evidence, as it was acknowledged. */
export interface Acknowledgement {
  readonly digest: string;
  readonly id: string;
  readonly outcome: 'received' | 'known';
}

/** The server's doors with nothing between: no retry, no translation of errors, one connection kept per lane. */
export class HttpClient {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  /** One document. */
  async submit(document: Uint8Array): Promise<Acknowledgement> {
    return this.read({ method: 'POST', path: EVIDENCE, contentType: BYTES, body: document });
  }

  /** Documents of one line each, in one request; those acknowledged, in order. @throws ConnectionLost */
  async submitLines(documents: readonly Uint8Array[]): Promise<readonly Acknowledgement[]> {
    const body = Buffer.concat(documents.flatMap((document) => [document, NEWLINE]));
    const answer = await this.send({ method: 'POST', path: EVIDENCE, contentType: 'application/x-ndjson', body });
    return acknowledgementsIn(answer.body);
  }

  async graphql<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const { data, errors } = await this.post<{ readonly data?: T; readonly errors?: unknown }>('/graphql', {
      query,
      variables,
    });
    if (errors !== undefined || data === undefined) throw new Error(JSON.stringify(errors));
    return data;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const contentType = 'application/json';
    return this.read({ method: 'POST', path, contentType, body: JSON.stringify(body) });
  }

  async get<T>(path: string): Promise<T> {
    return this.read({ method: 'GET', path });
  }

  async download(path: string): Promise<Buffer> {
    return (await this.send({ method: 'GET', path })).body;
  }

  /** @throws Refusal, ConnectionLost */
  async send(message: Message): Promise<Answer> {
    const answer = await this.exchange(message);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw new Refusal(answer.status, answer.body.toString(), answer.headers['retry-after']);
  }

  close(): void {
    this.agent.destroy();
  }

  private async read<T>(message: Message): Promise<T> {
    return JSON.parse((await this.send(message)).body.toString()) as T;
  }

  private exchange({ method, path, contentType, body }: Message): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      const lost = (cause: unknown): void => reject(new ConnectionLost(Buffer.concat(parts), cause));
      const headers = {
        authorization: `Bearer ${this.token}`,
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      };
      const outgoing = request(new URL(path, this.url), { method, agent: this.agent, headers }, (incoming) => {
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.once('error', lost);
        incoming.once('end', () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts) }),
        );
      });
      outgoing.once('error', lost);
      outgoing.end(body);
    });
  }
}

/** The acknowledgements in an NDJSON answer, also in one that broke off: an unfinished last line does not count. */
export function acknowledgementsIn(body: Buffer): readonly Acknowledgement[] {
  const lines = body.toString().split('\n').slice(0, -1);
  return lines.map((line) => {
    const answer = JSON.parse(line) as Acknowledgement & { readonly error?: unknown };
    if (answer.error !== undefined) throw new Error(`a line was refused: ${line}`);
    return answer;
  });
}

const EVIDENCE = '/v1/evidence';
const BYTES = 'application/octet-stream';
const NEWLINE = Buffer.from('\n');
