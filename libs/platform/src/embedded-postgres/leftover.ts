import { execFile } from 'node:child_process';
import { readFile, readdir, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { AppError } from '#kernel';

const FAST_SHUTDOWN_MILLISECONDS = 60_000;
/** Backends without a postmaster end by themselves when they notice. */
const ORPHAN_MILLISECONDS = 3_000;
const IMMEDIATE_SHUTDOWN_MILLISECONDS = 15_000;
const POLL_MILLISECONDS = 20;

/**
 * Ends what a killed parent left running in this cluster: first politely (everything acknowledged is on disk either
 * way), then at once. Resolves when no process lives in it any more.
 * @param cluster real path of the data folder. @throws AppError unavailable DATABASE_LEFTOVER
 */
export async function endLeftovers(cluster: string): Promise<void> {
  const postmaster = await postmasterOf(cluster);
  if (postmaster !== undefined) signal([postmaster], 'SIGINT');
  const patience = postmaster === undefined ? ORPHAN_MILLISECONDS : FAST_SHUTDOWN_MILLISECONDS;
  if (await emptied(cluster, patience)) return removeForeignPidFile(cluster);
  signal(await processesIn(cluster), 'SIGQUIT');
  if (await emptied(cluster, IMMEDIATE_SHUTDOWN_MILLISECONDS)) return;
  throw new AppError(
    'unavailable',
    'DATABASE_LEFTOVER',
    `an earlier PostgreSQL still runs in ${cluster} and does not stop: end the processes ${(await processesIn(cluster)).join(', ')}`,
  );
}

async function emptied(cluster: string, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += POLL_MILLISECONDS) {
    if ((await processesIn(cluster)).length === 0) return true;
    await sleep(POLL_MILLISECONDS);
  }
  return false;
}

/** The postmaster of this cluster, if it lives: its pid file may name a stranger that got the number later. */
async function postmasterOf(cluster: string): Promise<number | undefined> {
  const pid = await pidInFile(cluster);
  return pid !== undefined && (await processesIn(cluster)).includes(pid) ? pid : undefined;
}

/** PostgreSQL would refuse to start because of a living stranger; nobody lives in the cluster, so the file is stale. */
async function removeForeignPidFile(cluster: string): Promise<void> {
  const pid = await pidInFile(cluster);
  if (pid !== undefined && isAlive(pid)) await rm(join(cluster, 'postmaster.pid'), { force: true });
}

async function pidInFile(cluster: string): Promise<number | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n', 1)[0]);
  return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
}

/** Every PostgreSQL process works in its data folder; on Linux the kernel says so, elsewhere only the pid file can. */
async function processesIn(cluster: string): Promise<readonly number[]> {
  if (process.platform !== 'linux') return processNamedIn(cluster);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => undefined)));
  return pids.filter((_, index) => folders[index] === cluster).map(Number);
}

async function processNamedIn(cluster: string): Promise<readonly number[]> {
  const pid = await pidInFile(cluster);
  if (pid === undefined || !isAlive(pid)) return [];
  const command = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return command.stdout.includes(cluster) ? [pid] : [];
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // ended between the look and the signal
    }
  }
}
