import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { readLooseObject, type GitObject } from './loose-objects.js';
import { openPacks, type Packs } from './packs.js';
import { readRefs } from './refs.js';

/** A commit or tag as git stores it, and what it points at. */
export interface GitRecord {
  /** Hex, as the repository names it; whoever needs a proof hashes `bytes`. */
  readonly id: string;
  readonly kind: 'commit' | 'tag';
  /** The object without its header, as `git cat-file` prints it. */
  readonly bytes: Uint8Array;
}

/**
 * Commits and tags of a repository on disk, newest refs first, at most `atMost`. Reads files and starts no program: the
 * configuration of somebody else's repository could name programs of his. Submodules, alternates, worktrees that point
 * elsewhere and objects that cannot be read are passed over. The repository is hostile input.
 * @param folder a working tree or a bare repository; nothing comes of any other folder
 */
export async function* gitRecords(folder: string, atMost: number): AsyncGenerator<GitRecord> {
  const store = await storeOf(folder);
  if (store === undefined) return;
  const packs = await openPacks(join(store, 'objects', 'pack'));
  try {
    yield* walk(await readRefs(store), { store, packs, atMost });
  } finally {
    await packs.close();
  }
}

/** The folder that holds a repository's objects; undefined where there is none. */
async function storeOf(folder: string): Promise<string | undefined> {
  for (const candidate of [join(folder, '.git'), folder]) {
    if ((await isFolder(join(candidate, 'objects'))) && (await isFolder(join(candidate, 'refs')))) return candidate;
  }
  return undefined;
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

interface Walk {
  readonly store: string;
  readonly packs: Packs;
  readonly atMost: number;
}

async function* walk(refs: readonly string[], { store, packs, atMost }: Walk): AsyncGenerator<GitRecord> {
  const seen = new Set(refs);
  const waiting = [...seen];
  let given = 0;
  for (let next = 0; next < waiting.length && given < atMost; next++) {
    const id = waiting[next] ?? '';
    const object = (await readLooseObject(store, id)) ?? (await packs.read(id));
    if (object === undefined || !isRecord(object)) continue;
    for (const parent of pointedAt(object.bytes)) {
      if (!seen.has(parent)) waiting.push(parent);
      seen.add(parent);
    }
    given += 1;
    yield { id, kind: object.kind, bytes: object.bytes };
  }
}

function isRecord(object: GitObject): object is GitObject & { readonly kind: 'commit' | 'tag' } {
  return object.kind === 'commit' || object.kind === 'tag';
}

const POINTER = /^(?:parent|object) ([0-9a-f]{40}|[0-9a-f]{64})$/;

/** Parents of a commit, or what a tag names: header lines alone, which end at the first empty line. */
function pointedAt(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString('latin1');
  const end = text.indexOf('\n\n');
  const header = end === -1 ? text : text.slice(0, end);
  return header.split('\n').flatMap((line) => POINTER.exec(line)?.[1] ?? []);
}
