import { dirname, join, relative } from 'node:path';

import { takeLayouts, unpack, unpackFiles, type Piece } from '#evidence';
import { ParseError } from '#kernel';

import { concurrently } from '../client/concurrently.js';
import { readBytes } from './read-files.js';

const FILES_AT_ONCE = 32;

/** One piece of evidence: a file, or what stood at a place in one. */
export interface EvidencePiece {
  /** `att.json`, `registry.json: attestations[1].bundle`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Every piece of evidence in these files. Containers (JSON lines, registries' answers, OCI image
 * layouts as tar or folder) are taken apart; a layout of in-toto and the links beside it are one piece.
 * @throws AppError as `readBytes`; ParseError for a container that is altered
 */
export async function readEvidence(paths: readonly string[]): Promise<readonly EvidencePiece[]> {
  const { pieces, rest: files } = takeLayouts(await readFiles(paths));
  const layouts = [...files.keys()].filter((file) => file.endsWith('oci-layout')).map(dirname);
  const layoutOf = (file: string) => layouts.find((folder) => !relative(folder, file).startsWith('..'));
  const single = [...files].filter(([file]) => layoutOf(file) === undefined);
  return [
    ...pieces.map(({ name, bytes }) => ({ path: name, bytes })),
    ...single.flatMap(([file, bytes]) => named(file, () => unpack(bytes)) ?? [{ path: file, bytes }]),
    ...[...new Set(layouts)].flatMap((folder) => piecesOfFolder(folder, files)),
  ];
}

function piecesOfFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): readonly EvidencePiece[] {
  const own = [...files]
    .map(([file, bytes]) => [relative(folder, file), bytes] as const)
    .filter(([path]) => !path.startsWith('..'));
  const pieces = named(folder, () => unpackFiles(new Map(own)));
  return pieces ?? own.map(([path, bytes]) => ({ path: join(folder, path), bytes }));
}

function named(file: string, unpacked: () => readonly Piece[] | undefined): readonly EvidencePiece[] | undefined {
  try {
    return unpacked()?.map(({ name, bytes }) => ({ path: `${file}: ${name}`, bytes }));
  } catch (error) {
    if (error instanceof ParseError) throw new ParseError(error.code, `${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

async function readFiles(files: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const sorted = [...new Set(files)].sort();
  const read = new Map<string, Uint8Array>(sorted.map((file) => [file, new Uint8Array()]));
  await concurrently(sorted, FILES_AT_ONCE, async (file) => void read.set(file, await readBytes(file)));
  return read;
}
