import { Controller, Get, Header, Inject } from '@nestjs/common';

import { AppError } from '#kernel';
import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';

@Controller('v1/intake')
export class IntakeController {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read'>) {}

  @Get('checkpoint')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Requires('evidence:read')
  async checkpoint(@CurrentActor() actor: Actor): Promise<string> {
    const held = await this.useCases.read.run(actor, 'evidence:read', (stores) => stores.intake.latestCheckpoint());
    if (held === undefined)
      throw new AppError('not-found', 'INTAKE_EMPTY', 'nothing was received yet, so there is no checkpoint');
    return held.note;
  }
}
