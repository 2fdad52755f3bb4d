import type { ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import type { FastifyRequest } from 'fastify';

import type { Actor } from '#application';

import type { Loaders } from '../graphql/loaders.js';

/** What a request carries after the guard; loaders live exactly as long as it does. */
export type ApiRequest = FastifyRequest & { actor?: Actor; loaders?: Loaders };

export function requestOf(context: ExecutionContext): ApiRequest {
  if (context.getType<GqlContextType>() !== 'graphql') return context.switchToHttp().getRequest<ApiRequest>();
  return GqlExecutionContext.create(context).getContext<{ req: ApiRequest }>().req;
}
