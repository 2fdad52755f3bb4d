import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { AppError } from '#kernel';

import type { Account } from './account.js';
import type { Address } from './address.js';
import type { Binaries } from './binaries.js';
import { clusterArgument, exitOf, LastWords, runAs } from './run-as.js';

const READY = 'database system is ready to accept connections';
/** A killed postmaster leaves backends that notice it only after their current step. */
const LEFTOVER = /pre-existing shared memory block|lock file ".*" already exists/;
const START_ATTEMPTS = 50;
const START_PAUSE_MILLISECONDS = 200;
const FAST_SHUTDOWN_MILLISECONDS = 30_000;
const IMMEDIATE_SHUTDOWN_MILLISECONDS = 10_000;

const SETTINGS: Readonly<Record<string, string>> = {
  cluster_name: 'averment',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  max_connections: '100',
  // A new database fills within seconds: until it is analysed the planner knows nothing of its tables.
  autovacuum_naptime: '5s',
  log_checkpoints: 'off',
  jit: 'off',
  timezone: 'UTC',
};

export interface ServerOptions {
  /** Real path. */
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly address: Address;
  readonly log: (line: string) => void;
}

/** A running postmaster that is our child. */
export class Server {
  /** Resolves when it has ended, whatever ended it. */
  readonly ended: Promise<void>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = exitOf(child).then(
      () => undefined,
      () => undefined,
    );
    process.once('exit', this.endWithUs);
    void this.ended.then(() => process.off('exit', this.endWithUs));
    child.unref();
  }

  /** Resolves when it accepts connections. @throws AppError unavailable DATABASE_START_FAILED */
  static async start(options: ServerOptions): Promise<Server> {
    for (let attempt = 1; ; attempt++) {
      const { child, lastWords, ready } = await spawnServer(options);
      if (ready) return new Server(child);
      if (attempt === START_ATTEMPTS || !LEFTOVER.test(lastWords)) throw startFailed(options.cluster, lastWords);
      await sleep(START_PAUSE_MILLISECONDS);
    }
  }

  /** Fast shutdown, then an immediate one (recovered from the log at the next start), then the hard way. */
  async stop(): Promise<void> {
    this.child.ref();
    this.child.kill('SIGINT');
    if (await this.endsWithin(FAST_SHUTDOWN_MILLISECONDS)) return;
    this.child.kill('SIGQUIT');
    if (await this.endsWithin(IMMEDIATE_SHUTDOWN_MILLISECONDS)) return;
    this.child.kill('SIGKILL');
    await this.ended;
  }

  private async endsWithin(milliseconds: number): Promise<boolean> {
    const cancel = new AbortController();
    const late = sleep(milliseconds, false, { signal: cancel.signal }).catch(() => false);
    const inTime = await Promise.race([this.ended.then(() => true), late]);
    cancel.abort();
    return inTime;
  }

  /** A parent that exits without stopping must not leave its database behind. */
  private readonly endWithUs = (): void => {
    this.child.kill('SIGINT');
  };
}

interface Attempt {
  readonly child: ChildProcess;
  readonly lastWords: string;
  readonly ready: boolean;
}

function spawnServer({ cluster, binaries, account, address, log }: ServerOptions): Promise<Attempt> {
  const settings = { ...SETTINGS, ...address.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', clusterArgument(cluster), ...flags];
  const child = runAs({ path: join(binaries.folder, 'bin/postgres'), args, cluster, account });
  return readyOrEnded(child, log);
}

function readyOrEnded(child: ChildProcess, log: (line: string) => void): Promise<Attempt> {
  const lastWords = new LastWords();
  return new Promise((resolve) => {
    const settle = (ready: boolean): void => resolve({ child, lastWords: lastWords.toString(), ready });
    if (child.stderr !== null) {
      const lines = createInterface({ input: child.stderr });
      lines.on('line', (line) => {
        lastWords.add(line);
        log(line);
        if (line.includes(READY)) settle(true);
      });
      lines.once('close', () => settle(false));
    }
    child.once('error', (error) => {
      lastWords.add(String(error));
      settle(false);
    });
  });
}

function startFailed(cluster: string, lastWords: string): AppError {
  return new AppError(
    'unavailable',
    'DATABASE_START_FAILED',
    `PostgreSQL did not start in ${cluster}. It said: ${lastWords}`,
  );
}
