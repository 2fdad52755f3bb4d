import { execFile } from 'node:child_process';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import { AppError } from '#kernel';

/** Which process looks after a cluster, and the runtime folder it made for it. */
export interface Owner {
  readonly pid: number;
  /** Tells this process from a later one with the same number. */
  readonly started: string;
  readonly runtimeFolder: string;
}

/**
 * Takes the cluster for this process, so that two servers never share a data folder. Returns the owner that died
 * without letting go, if there was one.
 * @throws AppError conflict DATABASE_IN_USE
 */
export async function takeOwnership(path: string, runtimeFolder: string): Promise<Owner | undefined> {
  const owner: Owner = { pid: process.pid, started: await startOf(process.pid), runtimeFolder };
  const previous = await readOwner(path);
  if (previous !== undefined) {
    await refuseWhileAlive(previous.owner);
    await removeExactly(path, previous.text);
  }
  if (!(await createExclusively(path, JSON.stringify(owner)))) throw inUse('another process');
  return previous?.owner;
}

export function releaseOwnership(path: string): Promise<void> {
  return rm(path, { force: true });
}

async function refuseWhileAlive(owner: Owner | undefined): Promise<void> {
  if (owner === undefined) return;
  const started = await startOf(owner.pid).catch(() => undefined);
  if (started === owner.started) throw inUse(`process ${owner.pid}`);
}

function inUse(who: string): AppError {
  return new AppError(
    'conflict',
    'DATABASE_IN_USE',
    `${who} already runs the database of this data folder: stop it first, or set AVERMENT_DATA_DIR to another folder`,
  );
}

async function readOwner(path: string): Promise<{ readonly text: string; readonly owner?: Owner } | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return { text, owner: JSON.parse(text) as Owner };
  } catch {
    return { text };
  }
}

/** Written aside and linked into place: the name appears with its whole content, or not at all. */
async function createExclusively(path: string, text: string): Promise<boolean> {
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, text, { mode: 0o600 });
  try {
    await link(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Removes the stale lock that was read, and puts back what a faster process has written meanwhile. */
async function removeExactly(path: string, text: string): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  await rename(path, aside).catch(() => undefined);
  const found = await readFile(aside, 'utf8').catch(() => text);
  if (found !== text) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/** When a process started, in the words of its kernel. Rejects when there is none, or only what is left of it. */
async function startOf(pid: number): Promise<string> {
  const { state, started } = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  if (state.startsWith('Z')) throw new Error(`process ${pid} has ended`);
  return started;
}

async function fromProc(pid: number): Promise<{ readonly state: string; readonly started: string }> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  // proc(5): the second field may itself hold spaces and parentheses; state is field 3, start time 22
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', started: fields[19] ?? '' };
}

async function fromPs(pid: number): Promise<{ readonly state: string; readonly started: string }> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]);
  const [state = '', ...started] = stdout.trim().split(/\s+/);
  return { state, started: started.join(' ') };
}
