import type { Readable } from 'node:stream';

import { AppError } from '#kernel';

import { chunksOf } from './read-at-most.js';

const NEWLINE = 0x0a;

/** The non-empty lines of a byte stream, without their newline. @throws AppError too-large LINE_TOO_LARGE */
export async function* linesOf(stream: Readable, limit: number): AsyncGenerator<Uint8Array, void> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(stream)) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      requireAtMost(limit, size + end - start);
      const line = Buffer.concat([...parts, chunk.subarray(start, end)]);
      [parts, size, start] = [[], 0, end + 1];
      if (!isBlank(line)) yield line;
    }
    const rest = chunk.subarray(start);
    size += rest.length;
    requireAtMost(limit, size);
    if (rest.length > 0) parts.push(rest);
  }
  const last = Buffer.concat(parts);
  if (!isBlank(last)) yield last;
}

/** Batches by count and bytes, whichever is full first. What came before an error comes before it here too. */
export async function* batchesOf(
  lines: AsyncIterable<Uint8Array>,
  full: { readonly items: number; readonly bytes: number },
): AsyncGenerator<Uint8Array[], void> {
  let batch: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const line of lines) {
      batch.push(line);
      bytes += line.length;
      if (batch.length < full.items && bytes < full.bytes) continue;
      const whole = batch;
      [batch, bytes] = [[], 0];
      yield whole;
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}

function requireAtMost(limit: number, size: number): void {
  if (size > limit) throw new AppError('too-large', 'LINE_TOO_LARGE', `a line is longer than ${limit} bytes`);
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
}
