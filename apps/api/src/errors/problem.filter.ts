import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { ErrorLogToken, type ErrorLog } from './error-log.js';
import { publicErrorOf } from './public-error.js';

/** RFC 9457 problem details for everything that goes wrong over REST. GraphQL has its own formatter. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(ErrorLogToken) private readonly log: ErrorLog) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() === 'graphql') throw error;
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    sendProblem(error, { request, reply, log: this.log });
  }
}

export function sendProblem(
  error: unknown,
  to: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly log: ErrorLog },
): void {
  const { answer, code, message, details, log } = publicErrorOf(error);
  const requestId = to.request.id;
  if (log) to.log.record(error, requestId);
  if (typeof details.retryAfterSeconds === 'number') to.reply.header('Retry-After', String(details.retryAfterSeconds));
  if (answer.http === 401) to.reply.header('WWW-Authenticate', 'Bearer realm="averment"');
  to.reply
    .status(answer.http)
    .header('Content-Type', 'application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: answer.title,
        status: answer.http,
        detail: message,
        code,
        requestId,
      }),
    );
}
