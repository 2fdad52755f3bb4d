import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { AppError } from '#kernel';
import { childEnvironment } from '#platform';

const LAST_WORDS = 5;
const SIGNAL_LAG_MILLISECONDS = 100;
const STOP_DEADLINE_MILLISECONDS = 20_000;

export interface StandaloneServer {
  readonly url: string;
  /** Lets organizations be created. */
  readonly operatorToken: string;
  readonly stop: () => Promise<void>;
  /** Resolves when the server has ended, whoever asked for it. */
  readonly ended: Promise<void>;
}

/**
 * The whole server as one child process. It holds a pipe to us and stops when the pipe closes, so that it never
 * outlives a parent that was killed.
 */
export async function startStandalone(options: {
  readonly dataDir: string;
  readonly port: number;
  readonly log: (line: string) => void;
}): Promise<StandaloneServer> {
  const entry = fileURLToPath(new URL('../../../standalone/src/main.js', import.meta.url));
  const environment = childEnvironment({
    AVERMENT_DATA_DIR: options.dataDir,
    AVERMENT_PORT: String(options.port),
    AVERMENT_STOP_WITH_PARENT: 'true',
  });
  const child = spawn(process.execPath, [entry], { env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
  const lastWords: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    lastWords.splice(0, lastWords.length - LAST_WORDS + 1);
    lastWords.push(line);
    options.log(line);
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await readyUrl(child, lastWords);
  const operatorToken = (await readFile(join(options.dataDir, 'operator-token'), 'utf8')).trim();
  return { url, operatorToken, ended, stop: () => stop(child, ended) };
}

/** The server says where it listens in one JSON line on stdout. @throws AppError unavailable SERVER_NOT_STARTED */
function readyUrl(child: ChildProcessByStdio<Writable, Readable, Readable>, lastWords: readonly string[]) {
  return new Promise<string>((resolve, reject) => {
    const fail = (why: string, cause?: unknown) =>
      reject(new AppError('unavailable', 'SERVER_NOT_STARTED', why, { cause }));
    child.once('error', (cause) => fail('the server could not be started', cause));
    child.once('close', (code) =>
      fail(`the server ended (${code ?? 'by a signal'}) before it was ready; it said: ${lastWords.join(' ')}`),
    );
    createInterface({ input: child.stdout }).once('line', (line) => {
      try {
        resolve((JSON.parse(line) as { url: string }).url);
      } catch (cause) {
        fail('the server did not say where it listens', cause);
      }
    });
  });
}

/**
 * Resolves when somebody presses Ctrl-C or asks the process to stop. @throws AppError unavailable SERVER_ENDED when the
 * server ends before that.
 */
export async function untilStopped(server: StandaloneServer): Promise<void> {
  const asked = new Promise<'asked'>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) globalThis.process.once(name, () => resolve('asked'));
  });
  // Ctrl-C reaches the server as well, and it may be the faster of the two.
  const ended = server.ended.then(
    () => new Promise<'ended'>((resolve) => setTimeout(() => resolve('ended'), SIGNAL_LAG_MILLISECONDS)),
  );
  if ((await Promise.race([asked, ended])) === 'ended')
    throw new AppError('unavailable', 'SERVER_ENDED', 'the server ended by itself; its log says why');
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MILLISECONDS);
  await ended;
  clearTimeout(timer);
}
