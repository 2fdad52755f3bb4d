import 'reflect-metadata';

import type { IncomingMessage } from 'node:http';

import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { fastify } from 'fastify';

import { ApiModule, type ApiParts } from './api.module.js';
import { sendProblem } from './errors/problem.filter.js';
import { registerBodyParsers } from './rest/body-parsers.js';

const REQUEST_TIMEOUT_MILLISECONDS = 10 * 60_000;
const CLOSE_AFTER_MILLISECONDS = 30_000;
const HANG_UP_AFTER_MILLISECONDS = 2_000;

/** The HTTP door, ready to listen. */
export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const instance = fastify({
    bodyLimit: parts.options.maxUploadBytes,
    requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 256 },
    genReqId: () => crypto.randomUUID(),
  });
  registerBodyParsers(instance);
  // What goes wrong before a handler is called never reaches Nest's filters. GraphQL answers in its own form.
  instance.addHook('onRoute', (route) => {
    if (route.url === '/graphql') return;
    route.errorHandler ??= (error, request, reply) => sendProblem(error, { request, reply, log: parts.errorLog });
  });
  instance.addHook('onSend', async (request, reply) => {
    reply
      .header('X-Request-Id', request.id)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Referrer-Policy', 'no-referrer');
    if (!reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store');
  });
  instance.addHook('onResponse', (request, _, done) => {
    if (!request.raw.complete) hangUpSoon(request.raw);
    done();
  });
  const adapter = new FastifyAdapter(instance as never);
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(parts), adapter, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  await app.init();
  await instance.ready();
  return app;
}

/** Who was answered before the body had ended may read the answer, and is not listened to for ever. */
function hangUpSoon(request: IncomingMessage): void {
  setTimeout(() => {
    if (!request.complete) request.destroy();
  }, HANG_UP_AFTER_MILLISECONDS).unref();
}

/** Listens; returns the address to show to a person. */
export async function listen(
  app: NestFastifyApplication,
  options: { readonly host: string; readonly port: number },
): Promise<string> {
  await app.listen(options.port, options.host);
  return app.getUrl();
}

/** Stops taking requests, lets running ones finish up to the deadline. */
export async function closeApi(app: NestFastifyApplication): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_AFTER_MILLISECONDS);
  });
  await Promise.race([app.close(), deadline]);
  clearTimeout(timer);
}
