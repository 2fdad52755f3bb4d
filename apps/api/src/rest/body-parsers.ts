import type { FastifyInstance, FastifyRequest } from 'fastify';

import { parseStrictJson } from '#kernel';

import { readAtMost } from './read-at-most.js';

/** GraphQL documents and small REST commands. */
const JSON_BODY_BYTES = 256 * 1024;

/**
 * Evidence reaches its handler as the stream it came in as, whatever its Content-Type says, so that the raw bytes are
 * what is hashed and kept. All other bodies are small, strict JSON.
 */
export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (request: FastifyRequest, payload, done) => {
    if (takesBytes(request)) {
      done(null, payload);
      return;
    }
    readAtMost(payload, JSON_BODY_BYTES)
      .then((bytes) => {
        done(null, bytes.length === 0 ? {} : parseStrictJson(bytes));
      })
      .catch((error: unknown) => {
        done(error as Error);
      });
  });
}

function takesBytes(request: FastifyRequest): boolean {
  return request.url.split('?')[0] === '/v1/evidence';
}
