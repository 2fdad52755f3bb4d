import type { TypedDocumentString } from './generated.ts';

/** Why the server did not do what was asked: its code, its sentence, and by which id its log knows the request. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly requestId?: string,
  ) {
    super(message);
    this.name = 'Problem';
  }
}

interface Refusal {
  readonly message: string;
  /** The reason is the exact code; the code is its kind. */
  readonly extensions?: { readonly code?: string; readonly reason?: string };
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly Refusal[];
}

/** Asks our own server, as whoever is signed in. @throws Problem, whose sentence may be shown as it is */
export async function ask<T, V>(document: TypedDocumentString<T, V>, variables: V): Promise<T> {
  const response = await send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const answer = (await readJson(response)) as Answer<T>;
  const [error] = answer.errors ?? [];
  if (error !== undefined) throw problemOf(error, requestId);
  if (!response.ok || answer.data === undefined || answer.data === null) throw unreadable(response, requestId);
  return answer.data;
}

function problemOf({ message, extensions }: Refusal, requestId: string | undefined): Problem {
  return new Problem(extensions?.reason ?? extensions?.code ?? 'UNKNOWN', message, requestId);
}

/** A header that no form and no foreign page can send: with the origin it is what tells our own page from others. */
const OWN_PAGE = { 'x-averment-request': 'web' };

/** @throws Problem SERVER_AWAY when nobody answers */
export async function send(path: string, request: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(path, {
      ...request,
      credentials: 'same-origin',
      headers: { ...OWN_PAGE, ...(request.headers as Record<string, string> | undefined) },
    });
  } catch {
    throw new Problem('SERVER_AWAY', 'The server cannot be reached. Nothing was changed; try again in a moment.');
  }
}

/** Answers of our REST doors: JSON, or a problem document (RFC 9457). @throws Problem */
export async function sendJson<T>(path: string, request: RequestInit = {}): Promise<T> {
  const response = await send(path, request);
  if (response.ok) return (await readJson(response)) as T;
  const problem = (await readJson(response)) as { readonly code?: string; readonly detail?: string };
  const requestId = response.headers.get('x-request-id') ?? undefined;
  if (problem.code === undefined || problem.detail === undefined) throw unreadable(response, requestId);
  throw new Problem(problem.code, problem.detail, requestId);
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw unreadable(response, response.headers.get('x-request-id') ?? undefined);
  }
}

function unreadable({ status }: Response, requestId: string | undefined): Problem {
  return new Problem('ANSWER_UNREADABLE', `The server answered ${status} without saying why.`, requestId);
}
