import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError, fromUtf8, LIMITS, ParseError } from '#kernel';

/** The file itself, or every file below a folder, sorted; links and special files are passed by. @throws AppError invalid FILE_UNREADABLE */
export async function filesBelow(path: string): Promise<string[]> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  return found.isDirectory() ? (await filesIn(path)).sort() : [path];
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(folder, cause);
  });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  return [...files, ...(await Promise.all(folders.map(filesIn))).flat()];
}

/** Reads at most what a document may have, from pipes as well. @throws AppError invalid FILE_UNREADABLE; too-large FILE_TOO_LARGE */
export async function readBytes(file: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(file, { end: LIMITS.documentBytes }) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
    }
  } catch (cause) {
    throw unreadable(file, cause);
  }
  if (size > LIMITS.documentBytes)
    throw new AppError('too-large', 'FILE_TOO_LARGE', `${file} is larger than ${LIMITS.documentBytes} bytes`);
  return new Uint8Array(Buffer.concat(chunks, size));
}

/** @throws AppError as `readBytes`; ParseError UTF8_INVALID naming the file */
export async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file);
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    throw new ParseError('UTF8_INVALID', `${file} is not well-formed UTF-8`, { cause });
  }
}

function unreadable(path: string, cause: unknown): AppError {
  return new AppError('invalid', 'FILE_UNREADABLE', `cannot read ${path}: check the path and its permissions`, {
    cause,
  });
}
