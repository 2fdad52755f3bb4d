import { randomBytes } from 'node:crypto';

import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from '#kernel';

import { Requires } from '../access/requires.decorator.js';
import { ApiOptionsToken, type ApiOptions } from '../api-options.js';
import { WebFiles } from './web-files.js';

/** Addresses of machines: what is not found there is answered as a problem, never as a page. */
const DOORS = /^\/(v1|graphql|graphiql|\.well-known|assets|livez|readyz|startupz)(\/|$)/;

/**
 * The web application: its files by name, and its page at every address that a browser may be sent to, so that each view
 * survives a reload. Everything comes from here, and nothing is written inline but style sheets that carry the nonce.
 */
@Controller()
export class WebController {
  private readonly files: WebFiles;

  constructor(@Inject(ApiOptionsToken) options: ApiOptions) {
    this.files = new WebFiles(options.web);
  }

  @Get('assets/:name')
  @Requires('nobody')
  async asset(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const asset = await this.files.asset(name);
    if (asset === undefined) throw noSuchAddress();
    // The name changes with the content.
    await reply
      .header('Content-Type', asset.type)
      .header('Cache-Control', 'public, max-age=31536000, immutable')
      .send(Buffer.from(asset.bytes));
  }

  @Get(['/', '*'])
  @Requires('nobody')
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (DOORS.test(request.url) || !isAskedByBrowser(request)) throw noSuchAddress();
    const nonce = randomBytes(16).toString('base64');
    const page = await this.files.pageWith(nonce);
    if (page === undefined) throw noSuchAddress();
    await reply
      .header('Content-Type', 'text/html; charset=utf-8')
      .header('Content-Security-Policy', policyWith(nonce))
      .header('Cross-Origin-Opener-Policy', 'same-origin')
      .header('Permissions-Policy', 'camera=(), geolocation=(), microphone=()')
      .send(page);
  }
}

function isAskedByBrowser({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') === true;
}

function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ');
}

function noSuchAddress(): AppError {
  return new AppError(
    'not-found',
    'NO_SUCH_ADDRESS',
    'there is nothing at this address: see docs/api.md for the addresses there are',
  );
}
