import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { HttpClient } from './http-client.js';

export interface ServerOrder {
  /** Of the built product. */
  readonly dist: string;
  readonly dataDir: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The standalone server (API, worker, PostgreSQL) as a process of its own, as `aver serve` starts it. */
export class BuiltServer {
  /** Resolves with the exit code; undefined when a signal ended it. */
  readonly ended: Promise<number | undefined>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly dataDir: string,
    /** What it said on stderr: one JSON line per event. */
    readonly log: readonly string[],
    readonly url: string,
  ) {
    this.ended = exitOf(child);
  }

  /** Resolves when it serves. @throws Error with its last words when it ends before */
  static async start(order: ServerOrder): Promise<BuiltServer> {
    const { child, log, ready } = launch(order);
    const url = await ready;
    if (url !== undefined) return new BuiltServer(child, order.dataDir, log, url);
    throw new Error(`the server did not start: ${log.slice(-5).join('\n')}`);
  }

  /** Makes an organization; the client holds its first token, which may do everything in it. */
  async organization(slug: string): Promise<HttpClient> {
    const operator = new HttpClient(this.url, (await readFile(join(this.dataDir, 'operator-token'), 'utf8')).trim());
    const order = { slug, name: slug, administrator: 'Kim Sample', synthetic: true };
    const { token } = await operator.post<{ readonly token: string }>('/v1/organizations', order);
    return new HttpClient(this.url, token);
  }

  /** SIGKILL: no last words, no clean-up. PostgreSQL stays behind, as it does when a machine's memory runs out. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** SIGKILL for it and for every process of its PostgreSQL: what a power failure looks like. */
  async killWithDatabase(): Promise<void> {
    this.child.kill('SIGKILL');
    killDatabase(this.dataDir);
    await this.ended;
  }

  /** Lets go of the pipe that it holds on to, as a parent does that ends. */
  async stop(): Promise<void> {
    this.child.stdin?.end();
    await this.ended;
  }
}

/** A server that is expected to refuse: its exit code and what it said. */
export async function startInVain(order: ServerOrder): Promise<{ readonly code: number | undefined; log: string }> {
  const { child, log, ready } = launch(order);
  const ended = exitOf(child);
  if ((await ready) !== undefined) child.stdin?.end();
  return { code: await ended, log: log.join('\n') };
}

/** Every process that works in the database below this data folder, PostgreSQL's own children among them. */
export function databaseProcesses(dataDir: string): readonly number[] {
  if (process.platform !== 'linux') return postmaster(dataDir);
  const cluster = join(realpathSync(dataDir), 'postgres/cluster');
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => folderOf(pid) === cluster).map(Number);
}

export function killDatabase(dataDir: string): void {
  for (const pid of databaseProcesses(dataDir)) signal(pid, 'SIGKILL');
}

/** Ends and removes what a killed server leaves outside its data folder: processes and the folder of their socket. */
export async function removeLeftovers(dataDir: string): Promise<void> {
  killDatabase(dataDir);
  const owner = await readFile(join(dataDir, 'postgres/owner.json'), 'utf8').catch(() => undefined);
  if (owner === undefined) return;
  const { runtimeFolder } = JSON.parse(owner) as { readonly runtimeFolder: string };
  await rm(runtimeFolder, { recursive: true, force: true });
}

interface Launch {
  readonly child: ChildProcess;
  readonly log: readonly string[];
  /** Where it listens; undefined when it ended before it did. */
  readonly ready: Promise<string | undefined>;
}

function launch({ dist, dataDir, environment = {} }: ServerOrder): Launch {
  const child = spawn(process.execPath, [join(dist, 'apps/standalone/src/main.js')], {
    env: {
      PATH: process.env['PATH'],
      TMPDIR: process.env['TMPDIR'],
      AVERMENT_PORT: '0',
      AVERMENT_STOP_WITH_PARENT: 'on',
      ...environment,
      AVERMENT_DATA_DIR: dataDir,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  const output = createInterface({ input: child.stdout });
  const ready = new Promise<string | undefined>((resolve, reject) => {
    child.once('error', reject);
    output.once('line', (line) => resolve((JSON.parse(line) as { readonly url: string }).url));
    output.once('close', () => resolve(undefined));
  });
  return { child, log, ready };
}

function exitOf(child: ChildProcess): Promise<number | undefined> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? undefined);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? undefined)));
}

function folderOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // ended between the look and the reading
  }
}

function postmaster(dataDir: string): readonly number[] {
  try {
    const pid = Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n', 1)[0]);
    process.kill(pid, 0);
    return [pid];
  } catch {
    return [];
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // ended before the signal came
  }
}
