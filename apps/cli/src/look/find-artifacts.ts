import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { LIMITS } from '#kernel';

import { digestsOf } from '../workspace/load-workspace.js';
import { readBytes } from '../workspace/read-files.js';
import { OTHERS } from './find-evidence.js';

const FILES_AT_MOST = 10_000;

/** Files in a folder whose digest is among those that evidence speaks of; files over 64 MiB are not looked at. */
export async function findArtifacts(folder: string, subjects: ReadonlySet<string>): Promise<readonly string[]> {
  if (subjects.size === 0) return [];
  const found: string[] = [];
  let looked = 0;
  for await (const path of filesIn(folder)) {
    if (++looked > FILES_AT_MOST) break;
    if ((await stat(path)).size > LIMITS.documentBytes) continue;
    if (digestsOf(await readBytes(path)).some((digest) => subjects.has(digest))) found.push(path);
  }
  return found.sort();
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile()) yield path;
    if (entry.isDirectory() && !OTHERS.has(entry.name)) yield* filesIn(path);
  }
}
