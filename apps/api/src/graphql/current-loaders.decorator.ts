import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

import { AppError } from '#kernel';

import { requestOf } from '../access/request-of.js';
import type { Loaders } from './loaders.js';

/** The batches of this request; the access guard makes them together with the actor. */
export const CurrentLoaders = createParamDecorator((_: unknown, context: ExecutionContext): Loaders => {
  const { loaders } = requestOf(context);
  if (loaders === undefined)
    throw new AppError('unauthenticated', 'TOKEN_MISSING', 'send an API token as "Authorization: Bearer avr_…"');
  return loaders;
});
