import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { AppError } from '#kernel';

/** Writes a map of relative paths below a folder that is ours. */
export async function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [path, bytes] of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

export interface Issued {
  readonly bundle: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly reportHtml: string | Uint8Array;
  /** What was signed beside it, by file name. */
  readonly beside?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** OCI image layout: path to bytes. */
  readonly pack: ReadonlyMap<string, Uint8Array>;
}

/** What goes out: attestation, public key, report, and the pack in the place of an earlier one. @throws AppError conflict OUTPUT_TAKEN */
export async function writeIssued(folder: string, issued: Issued): Promise<void> {
  const pack = join(folder, 'pack');
  await removePack(pack);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'attestation.sigstore.json'), issued.bundle);
  await writeFile(join(folder, 'attestation.pub'), issued.publicKey);
  await writeFile(join(folder, 'report.html'), issued.reportHtml);
  for (const { name, bytes } of issued.beside ?? []) await writeFile(join(folder, name), bytes);
  await writeFiles(pack, issued.pack);
}

/** A pack holds nothing but what it names, so an earlier one goes first; what is no pack is somebody else's. */
async function removePack(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length > 0 && !entries.some((entry) => PACK_ENTRIES.has(entry)))
    throw new AppError('conflict', 'OUTPUT_TAKEN', `${folder} is there and is no pack: choose another --output`);
  await rm(folder, { recursive: true, force: true });
}

const PACK_ENTRIES: ReadonlySet<string> = new Set(['oci-layout', 'index.json', 'blobs']);
