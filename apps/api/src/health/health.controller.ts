import { Controller, Get, Inject } from '@nestjs/common';

import { AppError } from '#kernel';

import { Requires } from '../access/requires.decorator.js';
import { ReadinessToken, type Readiness } from './readiness.js';

@Controller()
export class HealthController {
  constructor(@Inject(ReadinessToken) private readonly readiness: Readiness) {}

  @Get('livez')
  @Requires('nobody')
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  /** The database decides; a lost queue does not make the door unsafe, it only makes answers later. */
  @Get(['readyz', 'startupz'])
  @Requires('nobody')
  async ready(): Promise<{ readonly status: 'ready' }> {
    if (await this.readiness.ready()) return { status: 'ready' };
    throw new AppError('unavailable', 'NOT_READY', 'the database is out of reach or not migrated');
  }
}
