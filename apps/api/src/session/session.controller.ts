import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Actor, SessionView } from '#application';
import { Field, type JsonValue } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { AttemptLimit } from './attempt-limit.js';
import { requireOwnPage } from './require-own-page.js';
import { clearSessionCookie, setSessionCookie } from './session-cookie.js';

/** Signing in and out. The cookie carries a secret of ours, never one that came with the request. */
@Controller('v1/session')
export class SessionController {
  private readonly limit = new AttemptLimit();

  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'signIn' | 'readSession' | 'signOut'>) {}

  @Post()
  @HttpCode(200)
  @Requires('nobody')
  async signIn(
    @Req() request: FastifyRequest,
    @Body() body: JsonValue,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    requireOwnPage(request);
    const credentials = toCredentials(new Field(body, 'body'));
    this.limit.take(request.ip, credentials);
    const { secret, view } = await this.useCases.signIn.run(credentials);
    setSessionCookie(reply, secret);
    return view;
  }

  @Get()
  @Requires('session')
  async read(@CurrentActor() actor: Actor): Promise<SessionView> {
    return this.useCases.readSession.run(actor);
  }

  @Delete()
  @HttpCode(204)
  @Requires('session')
  async signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.useCases.signOut.run(actor);
    clearSessionCookie(reply);
  }
}

function toCredentials(body: Field) {
  return {
    organization: body.get('organization').string(),
    email: body.get('email').string(),
    password: body.get('password').string(),
  };
}
