import { digestOf, ParseError, type Digest } from '#kernel';

import {
  blobPath,
  INDEX_FILE,
  isBlobPath,
  LAYOUT_BYTES,
  LAYOUT_FILE,
  parseIndex,
  parseManifest,
  type Descriptor,
  type LayerDescriptor,
  type PackManifest,
} from './oci-layout.js';
import { OCI_MANIFEST_TYPE } from './pack-media-types.js';
import type { PackProblem } from './pack.js';

export type Files = ReadonlyMap<string, Uint8Array>;

/** Ceilings on hostile packs; a larger one is refused before anything in it is read. */
export const PACK_LIMITS = {
  files: 100_003,
  bytes: 2 * 1024 ** 3,
  jsonBytes: 32 * 1024 * 1024,
  titleCharacters: 512,
} as const;

/** A layout whose blobs were all hashed. Bytes that do not have their digest are not in here, so nobody reads them. */
export interface OpenLayout {
  readonly config?: Uint8Array;
  /** Absent when the manifest could not be read. */
  readonly layers?: readonly (LayerDescriptor & { readonly bytes: Uint8Array })[];
  readonly problems: readonly PackProblem[];
}

/**
 * Reads an OCI layout made by strangers and names everything that is not as the manifest says: altered, missing, extra,
 * unknown and traversing paths. Never throws for what the files hold.
 */
export function openLayout(files: Files): OpenLayout {
  const tooMuch = overLimits(files);
  if (tooMuch !== undefined) return { problems: [tooMuch] };
  const problems = [...strayPaths(files), ...alteredBlobs(files), ...layoutMarker(files)];
  const manifest = readManifest(files, problems);
  if (manifest === undefined) return { problems };
  const config = read(files, manifest.descriptor.config, problems);
  const layers = manifest.descriptor.layers.flatMap((layer) => {
    const bytes = read(files, layer, problems);
    return bytes === undefined ? [] : [{ ...layer, bytes }];
  });
  return {
    ...(config === undefined ? {} : { config }),
    layers,
    problems: [...problems, ...unnamedBlobs(files, manifest), ...titleProblems(manifest), ...repeatedTitles(layers)],
  };
}

interface NamedManifest {
  readonly digest: Digest;
  readonly descriptor: PackManifest;
}

function overLimits(files: Files): PackProblem | undefined {
  let bytes = 0;
  for (const content of files.values()) bytes += content.length;
  if (files.size <= PACK_LIMITS.files && bytes <= PACK_LIMITS.bytes) return undefined;
  return {
    code: 'PACK_TOO_LARGE',
    sentence: `the pack has ${files.size} files of ${bytes} bytes; at most ${PACK_LIMITS.files} files of ${PACK_LIMITS.bytes} bytes are read`,
  };
}

function strayPaths(files: Files): PackProblem[] {
  return [...files.keys()].flatMap((path): PackProblem[] => {
    if (path === LAYOUT_FILE || path === INDEX_FILE || isBlobPath(path)) return [];
    if (isTraversing(path)) {
      return [{ code: 'PATH_TRAVERSING', sentence: 'a path that leads out of the pack; it was not read', path }];
    }
    return [{ code: 'PATH_UNKNOWN', sentence: 'a file that no OCI layout has; it was not read', path }];
  });
}

function isTraversing(path: string): boolean {
  return path.startsWith('/') || /[\\\0]/.test(path) || /^[A-Za-z]:/.test(path) || path.split('/').includes('..');
}

function alteredBlobs(files: Files): PackProblem[] {
  return [...files].flatMap(([path, bytes]) => {
    if (!isBlobPath(path) || blobPath(digestOf(bytes)) === path) return [];
    return [{ code: 'BLOB_ALTERED', sentence: 'its bytes do not have the digest that its name says', path }];
  });
}

function layoutMarker(files: Files): PackProblem[] {
  const marker = files.get(LAYOUT_FILE);
  if (marker !== undefined && Buffer.compare(marker, LAYOUT_BYTES) === 0) return [];
  const sentence =
    marker === undefined ? 'the marker of an OCI layout is missing' : 'not the OCI layout version of a pack';
  return [{ code: 'LAYOUT_MARKER', sentence, path: LAYOUT_FILE }];
}

function readManifest(files: Files, problems: PackProblem[]): NamedManifest | undefined {
  const index = files.get(INDEX_FILE);
  if (index === undefined) {
    problems.push({ code: 'INDEX_MISSING', sentence: 'the index of the layout is missing', path: INDEX_FILE });
    return undefined;
  }
  const named = attempt(INDEX_FILE, () => parseIndex(withinJsonLimit(index)), problems);
  if (named === undefined) return undefined;
  if (named.mediaType !== OCI_MANIFEST_TYPE || files.get(blobPath(named.digest))?.length !== named.size) {
    const sentence = 'it does not name an image manifest of that digest and size that is in the pack';
    problems.push({ code: 'INDEX_MANIFEST', sentence, path: INDEX_FILE });
  }
  const bytes = read(files, named, problems);
  if (bytes === undefined) return undefined;
  const descriptor = attempt(blobPath(named.digest), () => parseManifest(withinJsonLimit(bytes)), problems);
  return descriptor === undefined ? undefined : { digest: named.digest, descriptor };
}

/** The bytes a descriptor names, only when size and digest are right. */
function read(files: Files, descriptor: Descriptor, problems: PackProblem[]): Uint8Array | undefined {
  const path = blobPath(descriptor.digest);
  const bytes = files.get(path);
  if (bytes === undefined) {
    problems.push({ code: 'BLOB_MISSING', sentence: 'the manifest names it, but it is not in the pack', path });
    return undefined;
  }
  if (bytes.length !== descriptor.size) {
    const sentence = `it has ${bytes.length} bytes, its descriptor says ${descriptor.size}`;
    problems.push({ code: 'BLOB_SIZE', sentence, path });
  }
  // An altered blob was already named by alteredBlobs.
  return digestOf(bytes) === descriptor.digest ? bytes : undefined;
}

function unnamedBlobs(files: Files, manifest: NamedManifest): PackProblem[] {
  const { config, layers } = manifest.descriptor;
  const named = new Set([manifest.digest, config.digest, ...layers.map(({ digest }) => digest)].map(blobPath));
  return [...files.keys()]
    .filter((path) => isBlobPath(path) && !named.has(path))
    .map((path) => ({ code: 'BLOB_EXTRA', sentence: 'it is in the pack, but the manifest does not name it', path }));
}

function titleProblems({ descriptor }: NamedManifest): PackProblem[] {
  return descriptor.layers
    .filter(({ title }) => !isPlainTitle(title))
    .map(({ title }) => ({
      code: 'TITLE_UNSAFE',
      sentence: 'the title of a layer is not a plain relative file name',
      path: title.slice(0, PACK_LIMITS.titleCharacters),
    }));
}

function isPlainTitle(title: string): boolean {
  if (title.length > PACK_LIMITS.titleCharacters) return false;
  return title.split('/').every((part) => /^[A-Za-z0-9._-]+$/.test(part) && !/^\.+$/.test(part));
}

function repeatedTitles(layers: readonly LayerDescriptor[]): PackProblem[] {
  const seen = new Set<string>();
  return layers.flatMap(({ title }) => {
    const repeated = seen.has(title);
    seen.add(title);
    return repeated
      ? [{ code: 'TITLE_TWICE', sentence: 'two layers of the pack have the same title', path: title }]
      : [];
  });
}

function withinJsonLimit(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= PACK_LIMITS.jsonBytes) return bytes;
  throw new ParseError('LIMIT_EXCEEDED', `${bytes.length} bytes, at most ${PACK_LIMITS.jsonBytes} are read`);
}

function attempt<T>(path: string, reading: () => T, problems: PackProblem[]): T | undefined {
  try {
    return reading();
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    problems.push({ code: error.code, sentence: error.message, path });
    return undefined;
  }
}
