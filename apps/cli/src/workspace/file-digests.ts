import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

import { AppError, type SubjectDigest } from '#kernel';

const ALGORITHMS = ['sha256', 'sha384', 'sha512'] as const;

/** Every digest that evidence may name a file by, of files of any size. @throws AppError invalid FILE_UNREADABLE */
export async function digestsOfFile(path: string): Promise<readonly SubjectDigest[]> {
  const hashes = ALGORITHMS.map((name) => [name, createHash(name)] as const);
  try {
    await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) for (const [, hash] of hashes) hash.update(chunk);
    });
  } catch (cause) {
    throw new AppError('invalid', 'FILE_UNREADABLE', `cannot read ${path}: check the path and its permissions`, {
      cause,
    });
  }
  return hashes.map(([name, hash]): SubjectDigest => `${name}:${hash.digest('hex')}`);
}
