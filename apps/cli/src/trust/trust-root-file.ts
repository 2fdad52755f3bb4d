import { writeFile } from 'node:fs/promises';

import type { TufTrustRoot } from '#connectors';
import { digestOf, Field, ParseError, parseInstant, parseStrictJson } from '#kernel';
import type { TrustRootSource } from '#verification';

import { readBytes } from '../workspace/read-files.js';

/** Beside a trust root that came by TUF: where it is from and until when it may be relied on. */
const recordOf = (file: string) => `${file}.tuf.json`;

/** Writes the trust root, and beside it what TUF said of it. */
export async function writeTrustRoot(file: string, { source, versions }: TufTrustRoot): Promise<void> {
  const { digest, expires, refreshedAt } = source;
  await writeFile(file, source.bytes);
  await writeFile(recordOf(file), `${JSON.stringify({ digest, expires, refreshedAt, versions }, null, 2)}\n`);
}

/**
 * A trust root from a file of the caller's choosing, with what stands beside it.
 * @throws AppError FILE_UNREADABLE; ParseError TRUST_ROOT_RECORD when the record is of another trust root
 */
export async function trustRootFromFile(name: string, file: string): Promise<TrustRootSource> {
  const bytes = await readBytes(file);
  const root = { name, digest: digestOf(bytes), bytes };
  const recorded = await readRecord(file);
  if (recorded === undefined) return { ...root, source: 'file' };
  if (recorded.get('digest').string() !== root.digest)
    throw new ParseError(
      'TRUST_ROOT_RECORD',
      `${recordOf(file)} is about another trust root than ${file}: run aver refresh again, or remove the record`,
    );
  const [expires, refreshedAt] = ['expires', 'refreshedAt'].map((key) => parseInstant(recorded.get(key).string()));
  return { ...root, source: 'tuf', ...(expires && { expires }), ...(refreshedAt && { refreshedAt }) };
}

async function readRecord(file: string): Promise<Field | undefined> {
  const bytes = await readIfThere(recordOf(file));
  return bytes === undefined ? undefined : new Field(parseStrictJson(bytes), recordOf(file));
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readBytes(file);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}
