import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What a file is written to; another one in tests. */
export type OpenFile = (path: string) => Promise<{
  /** May write less than it was given, as a disk does that is nearly full. */
  write(bytes: Uint8Array): Promise<{ readonly bytesWritten: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}>;

/**
 * Writes the pieces to a file beside it, and gives it its name when all of it is on the disk. Whatever fails (a full disk,
 * a source that breaks off) leaves what was there before, and nothing half-written.
 */
export async function writeWholeFile(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  openFile: OpenFile = (part) => open(part, 'wx'),
): Promise<void> {
  const beside = await mkdtemp(join(dirname(path), `.${basename(path)}.`));
  const part = join(beside, 'part');
  try {
    const file = await openFile(part);
    try {
      for await (const piece of pieces) {
        for (let at = 0; at < piece.length;) at += (await file.write(piece.subarray(at))).bytesWritten;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}
