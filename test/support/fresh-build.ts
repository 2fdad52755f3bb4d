import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '#platform';

const SOURCES = ['apps', 'libs'];

/**
 * The folder of the built product, for tests that start the real thing as a process.
 * @throws Error naming the remedy when there is none, or when a source was changed after it was built
 */
export function requireFreshBuild(): string {
  const root = packageRoot();
  const dist = join(root, 'dist');
  const built = newest(dist, (name) => /\.(js|tsbuildinfo)$/.test(name));
  if (built === undefined) throw new Error(`there is no build in ${dist}: run "npm run build"`);
  const changed = SOURCES.map((folder) => newest(join(root, folder), isSource)).find((file) => isLater(file, built));
  if (changed !== undefined) throw new Error(`${changed.path} is newer than the build: run "npm run build"`);
  return dist;
}

interface DatedFile {
  readonly path: string;
  readonly milliseconds: number;
}

function isSource(name: string): boolean {
  return name.endsWith('.ts') && !name.endsWith('.spec.ts');
}

function isLater(file: DatedFile | undefined, than: DatedFile): file is DatedFile {
  return file !== undefined && file.milliseconds > than.milliseconds;
}

/** The file below `folder` that was changed last. */
function newest(folder: string, wanted: (name: string) => boolean): DatedFile | undefined {
  let latest: DatedFile | undefined;
  for (const path of filesBelow(folder)) {
    if (!wanted(path)) continue;
    const file = { path, milliseconds: statSync(path).mtimeMs };
    if (latest === undefined || isLater(file, latest)) latest = file;
  }
  return latest;
}

function filesBelow(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
