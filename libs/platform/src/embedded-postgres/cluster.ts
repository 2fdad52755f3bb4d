import { chmod, chown, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { AppError } from '#kernel';

import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { endLeftovers } from './leftover.js';
import { clusterArgument, exitOf, LastWords, runAs } from './run-as.js';

export const SUPERUSER = 'averment';

/** What initdb is told: same sorting on every machine, passwords always, page checksums (the default of 18). */
const INITDB = [
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--no-instructions',
  `--username=${SUPERUSER}`,
];

/** The account that owns an existing cluster. */
export async function ownerOf(cluster: string): Promise<Account | undefined> {
  return stat(cluster).catch(() => undefined);
}

/**
 * Makes the cluster, once: complete or absent, because it gets its name last. Returns its real path.
 * @throws AppError unavailable DATABASE_INIT_FAILED, conflict DATABASE_VERSION_MISMATCH
 */
export async function ensureCluster(wanted: {
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly password: string;
}): Promise<string> {
  const { cluster, binaries, account } = wanted;
  if ((await ownerOf(cluster)) === undefined) {
    const unfinished = `${cluster}.new`;
    await emptyFolder(unfinished, account);
    await initialise({ ...wanted, cluster: unfinished });
    await rename(unfinished, cluster);
  }
  await requireSameMajor(cluster, binaries);
  return realpath(cluster);
}

async function emptyFolder(folder: string, account: Account | undefined): Promise<void> {
  // an initdb whose parent was killed may still be writing here
  const unfinished = await realpath(folder).catch(() => undefined);
  if (unfinished !== undefined) await endLeftovers(unfinished);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  if (account !== undefined) await chown(folder, account.uid, account.gid);
}

async function initialise(wanted: Parameters<typeof ensureCluster>[0]): Promise<void> {
  const { cluster, binaries, account, password } = wanted;
  const passwordFile = `${cluster}.pwfile`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) await chown(passwordFile, account.uid, account.gid);
  try {
    const args = [`--pgdata=${clusterArgument(cluster)}`, `--pwfile=${beside(passwordFile)}`, ...INITDB];
    await runToEnd({ path: join(binaries.folder, 'bin/initdb'), args, cluster, account });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The password file stands beside the cluster that the program works in. */
function beside(passwordFile: string): string {
  return process.platform === 'linux' ? `../${passwordFile.slice(passwordFile.lastIndexOf('/') + 1)}` : passwordFile;
}

async function runToEnd(program: Parameters<typeof runAs>[0]): Promise<void> {
  const child = runAs(program);
  const lastWords = new LastWords();
  if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', (line) => lastWords.add(line));
  const code = await exitOf(child).catch((error: unknown) => lastWords.add(String(error)));
  if (code === 0) return;
  throw new AppError(
    'unavailable',
    'DATABASE_INIT_FAILED',
    `PostgreSQL could not make its data folder ${program.cluster}: ${lastWords.toString()}`,
  );
}

async function requireSameMajor(cluster: string, { version }: Binaries): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  const major = version.split('.', 1)[0] ?? '';
  if (found === major) return;
  throw new AppError(
    'conflict',
    'DATABASE_VERSION_MISMATCH',
    `${cluster} holds a PostgreSQL ${found || '(unreadable)'} database and this release brings ${major}: dump it with the old release and restore it here`,
  );
}

/** Our own part of the data folder must let the database account through; what is private in it says so itself. */
export async function letThrough(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
}
