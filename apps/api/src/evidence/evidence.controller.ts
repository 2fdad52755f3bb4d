import { Readable } from 'node:stream';

import { Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { unpack, type Piece } from '#evidence';
import { AppError, digestOf, parseDigest, toBase64, fromHex } from '#kernel';
import type { Actor, ReceivedItem, Submission } from '#application';

import { ApiOptionsToken, type ApiOptions } from '../api-options.js';
import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { publicErrorOf } from '../errors/public-error.js';
import { batchesOf, linesOf } from '../rest/lines.js';
import { readAtMost } from '../rest/read-at-most.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toEvidence } from './evidence.mapper.js';

const BATCH = { items: 200, bytes: 8 * 1024 * 1024 };
type Batches = AsyncGenerator<Uint8Array[], void>;
const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** Evidence as bytes: in as one document, as NDJSON or as a container of several, out as it came in. */
@Controller('v1/evidence')
export class EvidenceController {
  constructor(
    @Inject(UseCasesToken)
    private readonly useCases: UseCasesOf<
      'receiveEvidence' | 'downloadEvidence' | 'acknowledgeReceipt' | 'proveIntake' | 'read'
    >,
    @Inject(ApiOptionsToken) private readonly options: ApiOptions,
  ) {}

  @Post()
  @HttpCode(202)
  @Requires('evidence:write')
  async submit(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('content-type') contentType = '',
  ): Promise<unknown> {
    const stream = bodyOf(request);
    if (contentType.startsWith('application/x-ndjson')) return this.submitLines(actor, stream, reply);
    const bytes = await readAtMost(stream, this.options.maxUploadBytes);
    requireContentDigest(request, bytes);
    const pieces = unpack(bytes);
    if (pieces !== undefined) return this.submitPieces(actor, pieces, reply);
    const [item] = await this.useCases.receiveEvidence.run(actor, [submissionOf(actor, bytes)]);
    if (item === undefined) throw new AppError('internal', 'EVIDENCE_NOT_KEPT', 'the evidence was not kept');
    reply.status(item.outcome === 'known' ? 200 : 202).header('Location', `/v1/evidence/${item.digest}`);
    return toAcknowledgement(item);
  }

  @Get(':digest')
  @Requires('evidence:read')
  async show(@CurrentActor() actor: Actor, @Param('digest') digest: string): Promise<unknown> {
    const wanted = parseDigest(digest);
    const [row] = await this.useCases.read.run(actor, 'evidence:read', (stores) => stores.evidence.byDigests([wanted]));
    if (row === undefined)
      throw new AppError('not-found', 'EVIDENCE_UNKNOWN', `no evidence with digest ${wanted} was received`);
    return toEvidence(row);
  }

  /** Never rendered: hostile bytes are a download, whatever they look like. */
  @Get(':digest/raw')
  @Requires('evidence:read')
  async raw(@CurrentActor() actor: Actor, @Param('digest') digest: string, @Res() reply: FastifyReply): Promise<void> {
    const wanted = parseDigest(digest);
    const bytes = await this.useCases.downloadEvidence.run(actor, wanted);
    await reply
      .header('Content-Type', 'application/octet-stream')
      .header('Content-Disposition', `attachment; filename="${wanted.slice('sha256:'.length)}"`)
      .header('Content-Digest', contentDigestOf(wanted))
      .send(Buffer.from(bytes));
  }

  @Get(':digest/receipt')
  @Requires('evidence:read')
  async receipt(
    @CurrentActor() actor: Actor,
    @Param('digest') digest: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bundle = await this.useCases.acknowledgeReceipt.run(actor, parseDigest(digest));
    await reply.header('Content-Type', BUNDLE_TYPE).send(Buffer.from(bundle));
  }

  @Get(':digest/intake-proof')
  @Requires('evidence:read')
  async intakeProof(@CurrentActor() actor: Actor, @Param('digest') digest: string): Promise<unknown> {
    return this.useCases.proveIntake.run(actor, parseDigest(digest));
  }

  /** Each line is acknowledged when its batch is durable; a batch that fails ends the answer with its problem. */
  private async submitLines(actor: Actor, stream: Readable, reply: FastifyReply): Promise<Readable> {
    return this.submitAll(actor, linesOf(stream, this.options.maxUploadBytes), reply);
  }

  /** What a container holds, as if each piece had come on a line of its own. */
  private submitPieces(actor: Actor, pieces: readonly Piece[], reply: FastifyReply): Promise<Readable> {
    return this.submitAll(actor, Readable.from(pieces.map(({ bytes }) => bytes)), reply);
  }

  private async submitAll(actor: Actor, documents: AsyncIterable<Uint8Array>, reply: FastifyReply): Promise<Readable> {
    const batches: Batches = batchesOf(documents, BATCH);
    const first = await this.receiveNext(actor, batches);
    reply.header('Content-Type', 'application/x-ndjson');
    return Readable.from(this.acknowledgements(actor, first, batches));
  }

  private async *acknowledgements(
    actor: Actor,
    first: readonly ReceivedItem[],
    batches: Batches,
  ): AsyncGenerator<string> {
    let line = 0;
    try {
      for (let items = first; items.length > 0; items = await this.receiveNext(actor, batches)) {
        yield items.map((item) => `${JSON.stringify({ line: ++line, ...toAcknowledgement(item) })}\n`).join('');
      }
    } catch (error) {
      const { answer, code, message, details } = publicErrorOf(error);
      yield `${JSON.stringify({ line: line + 1, error: { status: answer.http, code, message, ...details } })}\n`;
    }
  }

  private async receiveNext(actor: Actor, batches: Batches): Promise<readonly ReceivedItem[]> {
    const next = await batches.next();
    if (next.done === true) return [];
    return this.useCases.receiveEvidence.run(
      actor,
      next.value.map((bytes) => submissionOf(actor, bytes)),
    );
  }
}

function submissionOf(actor: Actor, bytes: Uint8Array): Submission {
  return { bytes, origin: `upload by ${actor.name}` };
}

function toAcknowledgement(item: ReceivedItem) {
  return { digest: item.digest, id: item.id, outcome: item.outcome, status: `/v1/evidence/${item.digest}` };
}

function bodyOf(request: FastifyRequest): Readable {
  if (request.body instanceof Readable) return request.body;
  throw new AppError('invalid', 'BODY_MISSING', 'send the evidence as the request body, with a Content-Type');
}

/** RFC 9530: when the sender says what the bytes hash to, they must. */
function requireContentDigest(request: FastifyRequest, bytes: Uint8Array): void {
  const header = request.headers['content-digest'];
  if (header === undefined) return;
  if (header === contentDigestOf(digestOf(bytes))) return;
  throw new AppError(
    'invalid',
    'CONTENT_DIGEST',
    'the body does not have the sha-256 that its Content-Digest header says',
  );
}

function contentDigestOf(digest: string): string {
  return `sha-256=:${toBase64(fromHex(digest.slice('sha256:'.length)))}:`;
}
