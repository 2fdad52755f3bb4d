import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { AppError } from '#kernel';

import { createFile } from '../files/create-file.js';
import { Secret } from './secret.js';

/**
 * A secret that is made on first use and kept in a file that only its owner can read: for installations where nobody
 * configures one. Two processes that race make one secret. @throws AppError unavailable SECRET_UNREADABLE
 */
export async function keptSecret(path: string): Promise<Secret> {
  const found = await read(path);
  if (found !== undefined) return found;
  await createFile(path, randomBytes(32).toString('base64url'));
  return (await read(path)) ?? keptSecret(path);
}

async function read(path: string): Promise<Secret | undefined> {
  try {
    return new Secret((await readFile(path, 'utf8')).trim());
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const message = `${path} cannot be read: start as the user that made it`;
    throw new AppError('unavailable', 'SECRET_UNREADABLE', message, { cause });
  }
}
