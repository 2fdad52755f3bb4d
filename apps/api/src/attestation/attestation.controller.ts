import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { pack as createTar, type Pack } from 'tar-stream';

import { parseDigest } from '#kernel';
import type { Actor } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';

const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
/** One date for all files, so that the same pack is the same tar. */
const EPOCH = new Date(0);

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

  /** The OCI layout as a tar, streamed file by file. */
  @Get(':digest/pack')
  @Requires('report:read')
  async pack(@CurrentActor() actor: Actor, @Param('digest') digest: string, @Res() reply: FastifyReply): Promise<void> {
    const wanted = parseDigest(digest);
    const files = await this.useCases.loadPack.run(actor, wanted);
    const tar = createTar();
    void writeFiles(tar, files).catch((error: unknown) => tar.destroy(error as Error));
    await reply
      .header('Content-Type', 'application/x-tar')
      .header('Content-Disposition', `attachment; filename="averment-pack-${wanted.slice(7, 19)}.tar"`)
      .send(tar);
  }
}

async function writeFiles(
  tar: Pack,
  files: readonly { readonly path: string; readonly read: () => Promise<Uint8Array> }[],
): Promise<void> {
  for (const { path, read } of files) {
    const bytes = Buffer.from(await read());
    await new Promise<void>((resolve, reject) => {
      tar.entry({ name: path, mtime: EPOCH, mode: 0o644 }, bytes, (error) => (error ? reject(error) : resolve()));
    });
  }
  tar.finalize();
}
