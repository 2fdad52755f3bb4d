import type { Readable } from 'node:stream';

import { AppError } from '#kernel';

/** Reads a whole body, and stops reading at the first byte too many. @throws AppError too-large BODY_TOO_LARGE */
export async function readAtMost(stream: Readable, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new AppError('too-large', 'BODY_TOO_LARGE', `the body is larger than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
