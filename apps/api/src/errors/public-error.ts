import { AppError } from '#kernel';

import { answerOf, type ErrorAnswer } from './error-table.js';

/** What a caller may see of an error: never a stack, never SQL, never a message that was not written for people. */
export interface PublicError {
  readonly answer: ErrorAnswer;
  /** Stable upper-case code. */
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, string | number>>;
  /** True when the full error belongs in the log, under the request id. */
  readonly log: boolean;
}

export function publicErrorOf(error: unknown): PublicError {
  if (error instanceof AppError && error.kind !== 'internal') {
    const { kind, code, message, details } = error;
    return { answer: answerOf(kind), code, message, details, log: kind === 'unavailable' };
  }
  return fromFramework(error) ?? internal();
}

/** Errors of the HTTP framework about the request itself carry a status below 500; their texts are ours to choose. */
function fromFramework(error: unknown): PublicError | undefined {
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500) return undefined;
  const texts: Readonly<Record<number, readonly [code: string, message: string]>> = {
    404: ['NO_SUCH_ADDRESS', 'there is nothing at this address: see docs/api.md for the addresses there are'],
    405: ['METHOD_NOT_ALLOWED', 'this address does not answer to that method'],
    408: ['REQUEST_TIMEOUT', 'the request took too long to arrive'],
    413: ['BODY_TOO_LARGE', 'the body is larger than this address accepts'],
    415: ['MEDIA_TYPE', 'this address does not accept that Content-Type'],
  };
  const [code, message] = texts[status] ?? ['REQUEST_INVALID', 'the request could not be read'];
  return {
    answer: { ...answerOf('invalid'), http: status, title: 'Request refused' },
    code,
    message,
    details: {},
    log: false,
  };
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('getStatus' in error && typeof error.getStatus === 'function')
    return Number((error.getStatus as () => unknown)());
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

function internal(): PublicError {
  return {
    answer: answerOf('internal'),
    code: 'INTERNAL',
    message: 'something is wrong on our side; the request id finds it in the log',
    details: {},
    log: true,
  };
}
