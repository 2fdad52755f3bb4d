import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';

import { Field, type JsonValue } from '#kernel';

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
    const order = new Field(body, 'body');
    const { organization, first } = await this.useCases.createOrganization.run({
      slug: order.get('slug').string(),
      name: order.get('name').string(),
      administrator: order.get('administrator').string(),
      synthetic: order.optional('synthetic')?.boolean() ?? false,
    });
    return { organization, token: first.token, expiresAt: first.record.expiresAt };
  }
}
