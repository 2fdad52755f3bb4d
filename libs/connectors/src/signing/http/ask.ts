/** One question to a server that an operator named; its answers are hostile all the same. */
export interface HttpQuestion {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly timeoutSeconds: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly bytes: Uint8Array;
}

/** Why there is no answer; whoever asked says it in his own words. */
export class NoAnswer extends Error {
  constructor(
    readonly reason: 'away' | 'slow' | 'too-large',
    cause?: unknown,
  ) {
    super(`no answer: ${reason}`, { cause });
  }
}

/** Keys, signatures, tokens and time-stamps all fit. */
const MAX_ANSWER_BYTES = 256 * 1024;

/**
 * Asks once. A redirect is an answer like any other and is never followed: what is sent here holds secrets. The time
 * counts to the last byte of the answer. @throws NoAnswer
 */
export async function ask({ url, method, headers, body, timeoutSeconds }: HttpQuestion): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const response = await fetch(url, {
      method,
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
      redirect: 'manual',
      signal,
    });
    return { status: response.status, bytes: await bytesOf(response) };
  } catch (cause) {
    if (cause instanceof NoAnswer) throw cause;
    throw new NoAnswer(signal.aborted ? 'slow' : 'away', cause);
  }
}

async function bytesOf({ body }: Response): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new NoAnswer('too-large');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, size));
}
