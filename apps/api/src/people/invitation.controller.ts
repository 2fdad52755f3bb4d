import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { Field, type JsonValue } from '#kernel';

import { Requires } from '../access/requires.decorator.js';
import { AttemptLimit } from '../session/attempt-limit.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';

/** Whoever holds the link of an invitation accepts it; the link is the only authority there is. */
@Controller('v1/invitations')
export class InvitationController {
  private readonly limit = new AttemptLimit();

  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'acceptInvitation'>) {}

  @Post(':token')
  @HttpCode(200)
  @Requires('nobody')
  async accept(@Req() { ip }: FastifyRequest, @Param('token') token: string, @Body() body: JsonValue) {
    this.limit.take(ip);
    const asked = new Field(body, 'body');
    const name = asked.optional('name')?.string();
    const password = asked.get('password').string();
    const { organization, person } = await this.useCases.acceptInvitation.run({
      ...{ token, password },
      ...(name !== undefined && { name }),
    });
    return {
      organization: { slug: organization.slug, name: organization.name },
      person: { id: person.id, name: person.name, email: person.email },
    };
  }
}
