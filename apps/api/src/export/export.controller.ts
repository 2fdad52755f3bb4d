import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import type { Actor } from '#application';
import { AppError, parseDigest, parseInstant } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { sendExport } from './send-export.js';

/** Reports in formats for others: of a release as it stands, and of a signed assessment as it was frozen. */
@Controller('v1')
export class ExportController {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'exportRelease' | 'exportAttestation'>) {}

  @Get('releases/:product/:version/exports/:format')
  @Requires('report:read')
  async release(
    @CurrentActor() actor: Actor,
    @Param() { product, version, format }: ReleaseExportPath,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [framework, asOf] = [textIn(query, 'framework'), textIn(query, 'asOf')];
    const file = await this.useCases.exportRelease.run(actor, {
      ...{ product, version, format },
      ...(framework !== undefined && { framework }),
      ...(asOf !== undefined && { asOf: parseInstant(asOf) }),
    });
    await sendExport(reply, file);
  }

  @Get('attestations/:digest/exports/:format')
  @Requires('report:read')
  async attestation(
    @CurrentActor() actor: Actor,
    @Param('digest') digest: string,
    @Param('format') format: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const attestation = parseDigest(digest);
    await sendExport(reply, await this.useCases.exportAttestation.run(actor, { attestation, format }));
  }
}

interface ReleaseExportPath {
  readonly product: string;
  readonly version: string;
  readonly format: string;
}

/** What is asked twice is asked unclearly. @throws AppError invalid QUERY_INVALID */
function textIn(query: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const asked = query[key];
  if (asked === undefined || typeof asked === 'string') return asked;
  throw new AppError('invalid', 'QUERY_INVALID', `say ${key} once`);
}
