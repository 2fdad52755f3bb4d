import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { parse, type Parsed } from '#evidence';
import { AppError, LIMITS } from '#kernel';

import { readEvidence, type EvidencePiece } from '../workspace/read-evidence.js';
import { filesBelow } from '../workspace/read-files.js';
import { signedRecords } from '../workspace/signed-records.js';

/** One piece of evidence that was found, and where. */
export interface FoundEvidence {
  /** For people: the file, and where in it. */
  readonly path: string;
  /** The file, or the folder of an image layout or repository. */
  readonly source: string;
  readonly isRecord: boolean;
  readonly parsed: Parsed;
}

/** What a search meets as it goes: evidence, or a file that is passed over with a reason worth telling. */
export type Finding =
  | { readonly kind: 'evidence'; readonly evidence: FoundEvidence }
  | { readonly kind: 'passed-over'; readonly path: string; readonly why: string };

/** Folders in which things of others lie by the thousand. */
export const OTHERS = new Set(['node_modules', '.git']);
const FIRST_BYTES = 512;
// JSON, a git object with or without its header; what begins otherwise is no evidence of any format that is read.
const MAY_BE_EVIDENCE = /^\s*[[{]|^(?:commit|tag) \d+\0|^(?:tree|object) [0-9a-f]{40}/;
const TAR_MAGIC = 'ustar';
const TAR_MAGIC_AT = 257;

/**
 * Everything in a folder that is evidence of a known format: files, containers taken apart, OCI image layouts, and the
 * signed commits and tags of git repositories. Links are not followed, nothing is started, nothing is written.
 * @throws AppError invalid FILE_UNREADABLE when the folder itself cannot be read
 */
export async function* findEvidence(folder: string): AsyncGenerator<Finding> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new AppError('invalid', 'FILE_UNREADABLE', `cannot read ${folder}: check the path and its permissions`, {
      cause,
    });
  });
  const names = entries.map(({ name }) => name);
  yield* recordsOf(folder);
  if (names.includes('oci-layout') && names.includes('index.json')) {
    yield* evidenceAt(folder);
    return;
  }
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !OTHERS.has(entry.name)) yield* readable(path);
    if (entry.isFile()) yield* inFile(path);
  }
}

/** A folder below that cannot be read hides nothing else. */
async function* readable(folder: string): AsyncGenerator<Finding> {
  try {
    yield* findEvidence(folder);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    yield { kind: 'passed-over', path: folder, why: error.message };
  }
}

async function* inFile(path: string): AsyncGenerator<Finding> {
  if (!(await mayBeEvidence(path))) return;
  const { size } = await stat(path);
  if (size > LIMITS.documentBytes) {
    yield { kind: 'passed-over', path, why: `larger than ${LIMITS.documentBytes} bytes` };
    return;
  }
  yield* evidenceAt(path);
}

async function mayBeEvidence(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    const start = buffer.subarray(0, bytesRead).toString('latin1');
    return MAY_BE_EVIDENCE.test(start) || start.startsWith(TAR_MAGIC, TAR_MAGIC_AT);
  } finally {
    await file.close();
  }
}

async function* evidenceAt(path: string): AsyncGenerator<Finding> {
  let pieces: readonly EvidencePiece[];
  try {
    pieces = await readEvidence(await filesBelow(path));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    yield { kind: 'passed-over', path, why: error.message };
    return;
  }
  for (const piece of pieces) yield* known({ path: piece.path, source: path, isRecord: false }, parse(piece.bytes));
}

function* known(place: Omit<FoundEvidence, 'parsed'>, parsed: Parsed): Generator<Finding> {
  if (parsed.content.kind !== 'unknown') yield { kind: 'evidence', evidence: { ...place, parsed } };
  // Other JSON is none of our business; something that names its format and breaks it is worth telling.
  else if (parsed.content.code !== 'FORMAT_UNKNOWN' && !/^(?:JSON|UTF8)_/.test(parsed.content.code))
    yield { kind: 'passed-over', path: place.path, why: parsed.content.message };
}

async function* recordsOf(folder: string): AsyncGenerator<Finding> {
  for await (const { name, parsed } of signedRecords(folder)) {
    const path = `${join(folder, '.git')}: ${name}`;
    yield { kind: 'evidence', evidence: { path, source: folder, isRecord: true, parsed } };
  }
}
