import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';

import { Field, type JsonValue } from '#kernel';
import type { NewOrganization } from '#application';

import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';

/** The one thing that no organization's token can do, because there is none yet. */
@Controller('v1/organizations')
export class OrganizationController {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'createOrganization'>) {}

  @Post()
  @HttpCode(201)
  @Requires('operator')
  async create(@Body() body: JsonValue): Promise<unknown> {
    const { organization, first, invited } = await this.useCases.createOrganization.run(
      toOrder(new Field(body, 'body')),
    );
    const invitation = invited && { token: invited.token, expiresAt: invited.invitation.expiresAt };
    return { organization, token: first.token, expiresAt: first.record.expiresAt, ...(invitation && { invitation }) };
  }
}

function toOrder(body: Field): NewOrganization {
  const administratorEmail = body.optional('administratorEmail')?.string();
  const id = body.optional('id')?.string();
  return {
    ...(id !== undefined && { id }),
    slug: body.get('slug').string(),
    name: body.get('name').string(),
    administrator: body.get('administrator').string(),
    synthetic: body.optional('synthetic')?.boolean() ?? false,
    ...(administratorEmail !== undefined && { administratorEmail }),
  };
}
