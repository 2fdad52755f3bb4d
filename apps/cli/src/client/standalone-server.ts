import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { AppError } from '#kernel';
import { childEnvironment } from '#platform';

const STOP_DEADLINE_MILLISECONDS = 20_000;

export interface StandaloneServer {
  readonly url: string;
  /** Lets organizations be created. */
  readonly operatorToken: string;
  readonly stop: () => Promise<void>;
  /** Resolves when the server ends by itself. */
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
  createInterface({ input: child.stderr }).on('line', options.log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await readyUrl(child);
  const operatorToken = (await readFile(join(options.dataDir, 'operator-token'), 'utf8')).trim();
  return { url, operatorToken, ended, stop: () => stop(child, ended) };
}

/** The server says where it listens in one JSON line on stdout. */
async function readyUrl(child: ChildProcess): Promise<string> {
  const failed = new Promise<never>((_, reject) => {
    child.once('exit', (code) =>
      reject(
        new AppError(
          'unavailable',
          'SERVER_NOT_STARTED',
          `the server ended (${code ?? 'by a signal'}) before it was ready; its last lines say why`,
        ),
      ),
    );
    child.once('error', (cause) =>
      reject(new AppError('unavailable', 'SERVER_NOT_STARTED', 'the server could not be started', { cause })),
    );
  });
  if (child.stdout === null) throw new TypeError('the server has no stdout');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = lines.next();
  const first = await Promise.race([next, failed]);
  failed.catch(() => undefined);
  const ready = JSON.parse(String(first.value)) as { url: string };
  return ready.url;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MILLISECONDS);
  await ended;
  clearTimeout(timer);
}
