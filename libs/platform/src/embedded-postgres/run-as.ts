import { spawn, type ChildProcess } from 'node:child_process';

import type { Account } from './account.js';

/** A program of PostgreSQL, working inside `cluster`, as `account`. */
export interface Program {
  readonly path: string;
  readonly args: readonly string[];
  readonly cluster: string;
  readonly account: Account | undefined;
}

/**
 * How a program that works in the data folder names that folder. On Linux through its own working directory, which
 * needs no right to the folders above: a clone below a private home directory works for another account too.
 */
export function clusterArgument(cluster: string): string {
  return process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/** Starts it with nothing of our environment, in a session of its own: Ctrl-C at our terminal is not for it. */
export function runAs({ path, args, cluster, account }: Program): ChildProcess {
  return spawn(path, args, {
    cwd: cluster,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    ...account,
  });
}

/** Resolves with the exit code, or rejects when the program could not be started. */
export function exitOf(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? undefined));
  });
}

/** The last lines a program said, for the error that explains its end. */
export class LastWords {
  readonly #lines: string[] = [];
  static readonly LINES = 20;

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > LastWords.LINES) this.#lines.shift();
  }

  toString(): string {
    return this.#lines.join('\n');
  }
}
