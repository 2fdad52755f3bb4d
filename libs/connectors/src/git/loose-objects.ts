import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

export type GitObjectKind = 'commit' | 'tag' | 'tree' | 'blob';

export interface GitObject {
  readonly kind: GitObjectKind;
  readonly bytes: Uint8Array;
}

/** Commits and tags are small; whatever is larger is passed over before it is unpacked. */
export const MAX_OBJECT_BYTES = 4 * 1024 * 1024;
const HEADER = /^(commit|tag|tree|blob) (\d{1,10})\0/;
const MAX_HEADER_BYTES = 32;

/** An object that stands in a file of its own; undefined where there is none that can be read. */
export async function readLooseObject(store: string, id: string): Promise<GitObject | undefined> {
  const file = join(store, 'objects', id.slice(0, 2), id.slice(2));
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || !found.isFile() || found.size > MAX_OBJECT_BYTES) return undefined;
  const inflated = inflate(await readFile(file), MAX_OBJECT_BYTES + MAX_HEADER_BYTES);
  const header = HEADER.exec(Buffer.from(inflated?.subarray(0, MAX_HEADER_BYTES) ?? []).toString('latin1'));
  if (inflated === undefined || header === null) return undefined;
  const bytes = inflated.subarray(header[0].length);
  return bytes.length === Number(header[2]) ? { kind: header[1] as GitObjectKind, bytes } : undefined;
}

/** Unpacks at most so many bytes; undefined for more, or for what is not deflated. What follows the stream is ignored. */
export function inflate(bytes: Uint8Array, atMost: number): Uint8Array | undefined {
  try {
    return new Uint8Array(inflateSync(bytes, { maxOutputLength: atMost }));
  } catch {
    return undefined;
  }
}
