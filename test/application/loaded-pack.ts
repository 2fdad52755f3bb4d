import type { PackDownload } from '#application';

/** Path to bytes, as whoever downloads it has them. */
export async function filesOf({ files }: PackDownload): Promise<Map<string, Uint8Array>> {
  return new Map(await Promise.all(files.map(async ({ path, read }) => [path, await read()] as const)));
}
