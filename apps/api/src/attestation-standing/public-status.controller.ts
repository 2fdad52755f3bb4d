import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { millisecondsOf, parseDigest, type Instant } from '#kernel';

import { Requires } from '../access/requires.decorator.js';
import { RateLimit } from '../rest/rate-limit.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';

const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
/** Long enough to spare us a crowd, short enough that nobody relies for long on what has fallen. */
const CACHED_SECONDS = 300;
const RATE = { burst: 60, perSecond: 1 };
const MOST_CURSOR = 128;

/** What whoever was handed an attestation may ask without an account. What was not published is as if it were not there. */
@Controller()
export class PublicStatusController {
  private readonly limit = new RateLimit(RATE);

  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'publishStatus' | 'clock'>) {}

  @Get('v1/attestations/:digest/status')
  @Requires('nobody')
  async status(@Req() { ip }: FastifyRequest, @Param('digest') digest: string, @Res() reply: FastifyReply) {
    this.limit.take(ip);
    const { bytes, issuedAt, validUntil } = await this.useCases.publishStatus.run(parseDigest(digest));
    await reply
      .header('Content-Type', BUNDLE_TYPE)
      .header('Cache-Control', cached(validUntil, this.useCases.clock.now()))
      .header('Last-Modified', new Date(issuedAt).toUTCString())
      .send(Buffer.from(bytes));
  }

  /** At most a thousand, by fingerprint; `next` is there when there may be more. */
  @Get('.well-known/averment/keys')
  @Requires('nobody')
  async keys(@Req() { ip }: FastifyRequest, @Query('after') after: unknown, @Res() reply: FastifyReply): Promise<void> {
    this.limit.take(ip);
    const cursor = typeof after === 'string' && after.length <= MOST_CURSOR ? after : undefined;
    const { keys, next } = await this.useCases.publishStatus.keys(cursor);
    const shown = keys.map(({ fingerprint, pem, since }) => ({ fingerprint, publicKey: pem, since }));
    await reply
      .header('Cache-Control', `public, max-age=${CACHED_SECONDS}`)
      .send({ keys: shown, ...(next !== undefined && { next }) });
  }
}

/** Nobody is given from a cache what says nothing any more. */
function cached(validUntil: Instant, now: Instant): string {
  const left = Math.floor((millisecondsOf(validUntil) - millisecondsOf(now)) / 1000);
  return `public, max-age=${Math.max(0, Math.min(CACHED_SECONDS, left))}`;
}
