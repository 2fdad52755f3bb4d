import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { AppError } from '#kernel';

import { accountFor, canReach, type Account } from './account.js';
import { addressIn, makeRuntimeFolder, removeRuntimeFolder } from './address.js';
import { findBinaries, usableBinaries } from './binaries.js';
import { ensureCluster, letThrough, ownerOf, SUPERUSER } from './cluster.js';
import { endLeftovers } from './leftover.js';
import { releaseOwnership, takeOwnership } from './owner-lock.js';
import { Server } from './server.js';

export interface EmbeddedPostgres {
  /** Connection string of the running server, for `pg`; unix socket where possible, else 127.0.0.1. */
  url(database: string, user: string, password: string): string;
  readonly superuser: { readonly name: string; readonly password: string };
  /** Resolves when the server has ended: after `stop`, or because something ended it. */
  readonly ended: Promise<void>;
  /** Fast shutdown; nothing of it is left running. Calling it again is free. */
  stop(): Promise<void>;
}

/**
 * Runs a private PostgreSQL 18 below `<dataDir>/postgres`, made on first use. What an earlier, killed parent left
 * running there is stopped first, and what was acknowledged is kept.
 * @throws AppError conflict DATABASE_IN_USE, DATABASE_VERSION_MISMATCH; unavailable DATABASE_START_FAILED, …
 */
export async function startEmbeddedPostgres(options: {
  readonly dataDir: string;
  readonly log?: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const home = join(resolve(options.dataDir), 'postgres');
  await letThrough(dirname(home));
  await letThrough(home);
  const account = await accountFor(await ownerOf(join(home, 'cluster')));
  const site = await takeSite(home, account);
  try {
    return await startAt(site, options.log ?? (() => undefined));
  } catch (error) {
    await site.letGo();
    throw error;
  }
}

/** The folders of one running database, owned by this process until it lets go. */
interface Site {
  readonly home: string;
  readonly account: Account | undefined;
  readonly runtimeFolder: string;
  letGo(): Promise<void>;
}

async function takeSite(home: string, account: Account | undefined): Promise<Site> {
  const runtimeFolder = await makeRuntimeFolder(account);
  const lock = join(home, 'owner.json');
  try {
    const previous = await takeOwnership(lock, runtimeFolder);
    if (previous !== undefined) await removeRuntimeFolder(previous.runtimeFolder);
  } catch (error) {
    await removeRuntimeFolder(runtimeFolder);
    throw error;
  }
  const letGo = async (): Promise<void> => {
    await removeRuntimeFolder(runtimeFolder);
    await releaseOwnership(lock);
  };
  return { home, account, runtimeFolder, letGo };
}

async function startAt(site: Site, log: (line: string) => void): Promise<EmbeddedPostgres> {
  const { home, account, runtimeFolder } = site;
  const superuser = { name: SUPERUSER, password: await superuserPassword(join(home, 'superuser-password')) };
  const twinHome = (await canReach(home, account)) ? home : runtimeFolder;
  const binaries = await usableBinaries(await findBinaries(), account, twinHome);
  const wanted = { cluster: join(home, 'cluster'), binaries, account, password: superuser.password };
  const cluster = await ensureCluster(wanted);
  await endLeftovers(cluster);
  const address = await addressIn(runtimeFolder);
  const server = await Server.start({ cluster, binaries, account, address, log });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= server.stop().then(() => site.letGo()));
  return { url: (...target) => address.url(...target), superuser, ended: server.ended, stop };
}

/** Made on first use and readable by us alone; the database account never sees it again after initdb. */
async function superuserPassword(path: string): Promise<string> {
  const found = await readFile(path, 'utf8').catch((error: unknown) => unlessMissing(path, error));
  if (found !== undefined) return found.trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(path, `${password}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return password;
}

function unlessMissing(path: string, error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw new AppError(
    'unavailable',
    'DATABASE_FOLDER_UNREADABLE',
    `${path} cannot be read: start as the user that made this data folder, or set AVERMENT_DATA_DIR to another one`,
    { cause: error },
  );
}
