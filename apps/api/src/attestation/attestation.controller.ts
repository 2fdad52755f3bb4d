import { Readable } from 'node:stream';

import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import type { Actor, PackDownload } from '#application';
import { TAR_END, tarHeader, tarPadding } from '#attestation';
import { parseDigest } from '#kernel';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';

const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

@Controller('v1/attestations')
export class AttestationController {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'downloadAttestation' | 'loadPack'>) {}

  @Get(':digest')
  @Requires('report:read')
  async bundle(
    @CurrentActor() actor: Actor,
    @Param('digest') digest: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = await this.useCases.downloadAttestation.run(actor, parseDigest(digest));
    await reply.header('Content-Type', BUNDLE_TYPE).send(Buffer.from(bytes));
  }

  /**
   * The OCI layout as a tar, streamed file by file, with a status that is signed now. `withhold` (`kind=…`, `digest=…`,
   * `subject=…`, any number of them) names evidence that stays in the house.
   */
  @Get(':digest/pack')
  @Requires('report:read')
  async pack(
    @CurrentActor() actor: Actor,
    @Param('digest') digest: string,
    @Query('withhold') withhold: string | string[] | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = parseDigest(digest);
    const { files, size } = await this.useCases.loadPack.run(actor, wanted, selectorsOf(withhold));
    await reply
      .header('Content-Type', 'application/x-tar')
      .header('Content-Length', size)
      .header('Content-Disposition', `attachment; filename="averment-pack-${wanted.slice(7, 19)}.tar"`)
      .send(Readable.from(tarOf(files)));
  }
}

function selectorsOf(asked: string | string[] | undefined): readonly string[] {
  if (asked === undefined) return [];
  return typeof asked === 'string' ? [asked] : asked;
}

/** One file at a time is in memory. */
async function* tarOf(files: PackDownload['files']): AsyncGenerator<Uint8Array, void, undefined> {
  for (const { path, size, read } of files) {
    yield tarHeader(path, size);
    yield await read();
    yield tarPadding(size);
  }
  yield TAR_END;
}
