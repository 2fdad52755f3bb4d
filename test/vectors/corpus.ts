import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One case of the third-party corpus, as its manifest describes it; paths are relative to the corpus. */
export interface VectorCase {
  readonly id: string;
  readonly kind: string;
  readonly files: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly trust_root: string | null;
  readonly policy: Readonly<Record<string, unknown>> | null;
  readonly artifact: Readonly<Record<string, string>> | null;
  readonly expect: 'pass' | 'fail';
  readonly options?: Readonly<Record<string, number | boolean>>;
  readonly checks?: string;
  readonly note?: string;
  /** Why upstream asks a server for a part that is not in the files. */
  readonly requires_network?: string | boolean;
  /** Why upstream accepts or refuses, in its words. */
  readonly why?: string;
  readonly upstream_test?: string;
  /** The very value that upstream asserts. */
  readonly expected_output?: Readonly<Record<string, unknown>>;
}

/** A folder with the corpus, and its cases. */
export interface Corpus {
  /** Where it lies, for what reads a folder of it. */
  readonly folder: string;
  readonly cases: readonly VectorCase[];
  /** Bytes of a file of the corpus. */
  readonly read: (path: string) => Uint8Array;
}

/** Where this clone is, from source and from the build alike. */
export const PACKAGE = packageRoot(dirname(fileURLToPath(import.meta.url)));
/** Third-party material lies beside the clone, never in it. */
export const SHARED = resolve(PACKAGE, process.env['AVERMENT_SHARED'] ?? '../shared');
const ARCHIVE = join(SHARED, 'vectors.tar.xz');
const CACHE = join(PACKAGE, '.cache', 'vectors');

function packageRoot(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from));
}

/** The folder to use where none was asked for: unpacked once; undefined where the archive is not there. */
export function defaultCorpusFolder(): string | undefined {
  if (existsSync(join(CACHE, 'manifest.json'))) return CACHE;
  if (!existsSync(ARCHIVE)) return undefined;
  unpack();
  return CACHE;
}

/** Beside its place first: two suites that start together never see half of it. */
function unpack(): void {
  mkdirSync(dirname(CACHE), { recursive: true });
  const folder = mkdtempSync(`${CACHE}-`);
  execFileSync('tar', ['-xJf', ARCHIVE, '-C', folder]);
  try {
    renameSync(folder, CACHE);
  } catch (error) {
    rmSync(folder, { recursive: true });
    if (!existsSync(join(CACHE, 'manifest.json'))) throw error;
  }
}

export function openCorpus(folder: string): Corpus {
  const root = resolve(folder);
  const read = (path: string) => new Uint8Array(readFileSync(join(root, path)));
  return { cases: JSON.parse(Buffer.from(read('manifest.json')).toString()) as VectorCase[], read, folder: root };
}

/** Every file of a folder of the corpus, by its path in it. */
export function filesBelow(path: string, { folder }: Corpus): ReadonlyMap<string, Uint8Array> {
  const root = join(folder, path);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((file) => [relative(root, file), new Uint8Array(readFileSync(file))]));
}

/** Path of a file by its role; undefined where the case has none. */
export function fileOf(vector: VectorCase, role: string): string | undefined {
  const path = vector.files[role];
  return typeof path === 'string' ? path : undefined;
}

/** Does upstream ask a server for a part of the evidence? */
export function needsNetwork({ requires_network }: VectorCase): boolean {
  return requires_network !== undefined && requires_network !== false;
}
