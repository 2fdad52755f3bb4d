import type { Readable } from 'node:stream';

import { AppError } from '#kernel';

/** Reads a whole body, and stops reading at the first byte too many. @throws AppError too-large BODY_TOO_LARGE */
export async function readAtMost(stream: Readable, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(stream)) {
    size += chunk.length;
    if (size > limit) throw new AppError('too-large', 'BODY_TOO_LARGE', `the body is larger than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Leaves the stream alone when its reader has had enough: the sender is still to be answered over the same connection. */
export function chunksOf(stream: Readable): AsyncIterable<Buffer> {
  return stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
}
