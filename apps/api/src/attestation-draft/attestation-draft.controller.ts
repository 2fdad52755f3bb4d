import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import type { Actor, AttestationDraftId } from '#application';
import { AppError, parseDigest } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';

const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** What is read before it is approved, and what was stated afterwards. */
@Controller('v1')
export class AttestationDraftController {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'downloadReport' | 'downloadStatement'>) {}

  @Get('attestation-drafts/:id/report')
  @Requires('report:read')
  async report(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await this.useCases.downloadReport.run(actor, id as AttestationDraftId);
    await reply.header('Content-Type', 'application/json').send(Buffer.from(bytes));
  }

  @Get('attestations/:digest/statements/:number')
  @Requires('report:read')
  async statement(
    @CurrentActor() actor: Actor,
    @Param('digest') digest: string,
    @Param('number') number: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = await this.useCases.downloadStatement.run(actor, parseDigest(digest), numberOf(number));
    await reply.header('Content-Type', BUNDLE_TYPE).send(Buffer.from(bytes));
  }
}

/** @throws AppError invalid NUMBER_INVALID */
function numberOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new AppError('invalid', 'NUMBER_INVALID', 'statements are numbered from 1 on');
}
