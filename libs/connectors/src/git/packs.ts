import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { applyDelta } from './delta.js';
import { inflate, MAX_OBJECT_BYTES, type GitObject, type GitObjectKind } from './loose-objects.js';
import { openIndex, type PackIndex } from './pack-index.js';

/** The packs of a repository. */
export interface Packs {
  /** The object of this id; undefined where no pack holds one that can be read. */
  readonly read: (id: string) => Promise<GitObject | undefined>;
  readonly close: () => Promise<void>;
}

interface Pack {
  readonly index: PackIndex;
  readonly data: FileHandle;
}

const MAX_PACKS = 256;
const MAX_DELTA_DEPTH = 256;
/** Type, size and place of the base. */
const MAX_HEAD_BYTES = 64;
const KINDS: ReadonlyMap<number, GitObjectKind> = new Map([
  [1, 'commit'],
  [2, 'tree'],
  [3, 'blob'],
  [4, 'tag'],
]);
const OFFSET_DELTA = 6;
const REF_DELTA = 7;

/** Opens every pack below `objects/pack`; those that cannot be read are passed over. */
export async function openPacks(folder: string): Promise<Packs> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.idx')).sort();
  const opened = await Promise.all(names.slice(0, MAX_PACKS).map((name) => openPack(join(folder, name))));
  const packs = opened.filter((pack) => pack !== undefined);
  return {
    read: (id) => readFrom(packs, id),
    close: async () => {
      await Promise.all(packs.flatMap(({ index, data }) => [index.close(), data.close()]));
    },
  };
}

async function openPack(indexFile: string): Promise<Pack | undefined> {
  const index = await openIndex(indexFile);
  if (index === undefined) return undefined;
  const data = await open(indexFile.replace(/\.idx$/, '.pack')).catch(() => undefined);
  if (data !== undefined) return { index, data };
  await index.close();
  return undefined;
}

async function readFrom(packs: readonly Pack[], id: string): Promise<GitObject | undefined> {
  for (const pack of packs) {
    const offset = await pack.index.offsetOf(id);
    const object = offset === undefined ? undefined : await readEntry(pack, offset, MAX_DELTA_DEPTH);
    if (object !== undefined) return object;
  }
  return undefined;
}

/** One entry, its deltas applied. @see git's pack-format, "object entries" */
async function readEntry(pack: Pack, offset: number, depth: number): Promise<GitObject | undefined> {
  if (depth === 0) return undefined;
  const head = entryHead(await readAt(pack.data, offset, MAX_HEAD_BYTES));
  if (head === undefined || head.size > MAX_OBJECT_BYTES) return undefined;
  const stored = await readAt(pack.data, offset, MAX_HEAD_BYTES + deflatedAtMost(head.size));
  const kind = KINDS.get(head.type);
  if (kind !== undefined) return objectOf(kind, inflate(stored.subarray(head.length), head.size), head.size);
  const base = await baseOf(pack, stored.subarray(head.length), { type: head.type, offset });
  const object = base === undefined ? undefined : await readEntry(pack, base.offset, depth - 1);
  const delta = inflate(stored.subarray(head.length + (base?.length ?? 0)), head.size);
  const bytes = object === undefined || delta === undefined ? undefined : applyDelta(object.bytes, delta);
  return object === undefined || bytes === undefined ? undefined : { kind: object.kind, bytes };
}

function objectOf(kind: GitObjectKind, bytes: Uint8Array | undefined, size: number): GitObject | undefined {
  return bytes?.length === size ? { kind, bytes } : undefined;
}

/** zlib's own bound for what it makes of so many bytes. */
function deflatedAtMost(size: number): number {
  return size + Math.ceil(size / 4096) + Math.ceil(size / 16_384) + 13;
}

/** Type in three bits, size in groups of seven, the first of four. */
function entryHead(
  bytes: Uint8Array,
): { readonly type: number; readonly size: number; readonly length: number } | undefined {
  let byte = bytes[0];
  if (byte === undefined) return undefined;
  const type = (byte >> 4) & 7;
  let size = byte & 15;
  let length = 1;
  for (let factor = 16; byte >= 0x80; factor *= 128, length++) {
    byte = bytes[length];
    if (byte === undefined || length > 8) return undefined;
    size += (byte & 0x7f) * factor;
  }
  return { type, size, length };
}

/** Where the base of a delta stands, and how many bytes said so. */
async function baseOf(
  pack: Pack,
  bytes: Uint8Array,
  entry: { readonly type: number; readonly offset: number },
): Promise<{ readonly offset: number; readonly length: number } | undefined> {
  if (entry.type === OFFSET_DELTA) return offsetBase(bytes, entry.offset);
  if (entry.type !== REF_DELTA) return undefined;
  const length = pack.index.idBytes;
  const offset = await pack.index.offsetOf(Buffer.from(bytes.subarray(0, length)).toString('hex'));
  return offset === undefined ? undefined : { offset, length };
}

function offsetBase(bytes: Uint8Array, from: number): { readonly offset: number; readonly length: number } | undefined {
  let back = 0;
  for (let length = 0; length < 8; length++) {
    const byte = bytes[length];
    if (byte === undefined) return undefined;
    back = (length === 0 ? 0 : (back + 1) * 128) + (byte & 0x7f);
    if (byte < 0x80) return back > 0 && back < from ? { offset: from - back, length: length + 1 } : undefined;
  }
  return undefined;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const { size } = await file.stat();
  const buffer = new Uint8Array(Math.max(0, Math.min(length, size - position)));
  if (buffer.length === 0) return buffer;
  const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
}
