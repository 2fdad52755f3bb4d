import { open, type FileHandle } from 'node:fs/promises';

/** Where a pack holds which object. */
export interface PackIndex {
  /** Bytes of an object id: 20. */
  readonly idBytes: number;
  readonly offsetOf: (id: string) => Promise<number | undefined>;
  readonly close: () => Promise<void>;
}

const SIGNATURE = 'ff744f6300000002';
const HEADER_BYTES = 8;
const FANOUT_BYTES = 1024;
const ID_BYTES = 20;
const LARGE = 0x80000000;

/** Opens an index of version 2; undefined for any other file. Nothing of it is kept but its fan-out table. */
export async function openIndex(path: string): Promise<PackIndex | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  const head = await bytesAt(file, 0, HEADER_BYTES + FANOUT_BYTES);
  if (head?.subarray(0, HEADER_BYTES).toString('hex') !== SIGNATURE) {
    await file.close();
    return undefined;
  }
  const fanout = head.subarray(HEADER_BYTES);
  return {
    idBytes: ID_BYTES,
    offsetOf: (id) => offsetOf(file, fanout, id),
    close: () => file.close(),
  };
}

async function offsetOf(file: FileHandle, fanout: Buffer, id: string): Promise<number | undefined> {
  const wanted = Buffer.from(id, 'hex');
  if (wanted.length !== ID_BYTES) return undefined;
  const first = wanted[0] ?? 0;
  const total = fanout.readUInt32BE(255 * 4);
  const from = first === 0 ? 0 : fanout.readUInt32BE((first - 1) * 4);
  const until = Math.min(fanout.readUInt32BE(first * 4), total);
  const place = await search(file, wanted, { from, until });
  return place === undefined ? undefined : offsetAt(file, total, place);
}

/** Binary search in the sorted ids that begin with the same byte. */
async function search(
  file: FileHandle,
  wanted: Buffer,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<number | undefined> {
  let low = from;
  let high = until;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const id = await bytesAt(file, HEADER_BYTES + FANOUT_BYTES + middle * ID_BYTES, ID_BYTES);
    if (id === undefined) return undefined;
    const order = id.compare(wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return undefined;
}

/** Offsets follow ids and checksums; those of 2 GiB and more stand in a table of their own behind them. */
async function offsetAt(file: FileHandle, total: number, place: number): Promise<number | undefined> {
  const table = HEADER_BYTES + FANOUT_BYTES + total * (ID_BYTES + 4);
  const small = (await bytesAt(file, table + place * 4, 4))?.readUInt32BE();
  if (small === undefined || small < LARGE) return small;
  const large = (await bytesAt(file, table + total * 4 + (small - LARGE) * 8, 8))?.readBigUInt64BE();
  return large !== undefined && large <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(large) : undefined;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer | undefined> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return bytesRead === length ? buffer : undefined;
}
