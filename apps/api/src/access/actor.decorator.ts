import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

import { AppError } from '#kernel';
import type { Actor } from '#application';

import { requestOf } from './request-of.js';

/** The authenticated actor of this request. The access guard has put it there, or the request did not get this far. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = requestOf(context);
  if (actor === undefined)
    throw new AppError('unauthenticated', 'TOKEN_MISSING', 'send an API token as "Authorization: Bearer avr_…"');
  return actor;
});
