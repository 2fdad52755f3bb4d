import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import type { Actor } from '#application';
import { AppError, toUtf8 } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { sendExport } from '../export/send-export.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';

/** Trust rules for admission controllers. */
@Controller('v1/trust/policies')
export class TrustPolicyController {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'exportTrustRules'>) {}

  @Get(':format')
  @Requires('report:read')
  async policies(
    @CurrentActor() actor: Actor,
    @Param('format') format: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [product, kinds] = [textsIn(query, 'product'), textsIn(query, 'kind')];
    if (product.length > 1) throw new AppError('invalid', 'QUERY_INVALID', 'say product once');
    const { yaml } = await this.useCases.exportTrustRules.run(actor, {
      ...{ format, images: textsIn(query, 'image') },
      ...(product[0] !== undefined && { product: product[0] }),
      ...(kinds.length > 0 && { kinds }),
    });
    await sendExport(reply, { name: `averment-${format}.yaml`, mediaType: 'application/yaml', bytes: toUtf8(yaml) });
  }
}

/** Once or several times. @throws AppError invalid QUERY_INVALID */
function textsIn(query: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  const asked = [query[key] ?? []].flat();
  if (asked.every((text) => typeof text === 'string')) return asked;
  throw new AppError('invalid', 'QUERY_INVALID', `${key} is text`);
}
