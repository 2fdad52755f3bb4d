import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { toUtf8 } from '#kernel';

import { requireFreshBuild } from '../support/fresh-build.js';
import { HttpClient } from '../support/http-client.js';
import { databaseProcesses, killDatabase, removeLeftovers, BuiltServer, startInVain } from '../support/built-server.js';
import { untilSettled } from '../support/settled.js';

const MINUTE = 60_000;

let dist: string;
let folder: string;
let dataDir: string;
const servers: BuiltServer[] = [];

async function start(): Promise<BuiltServer> {
  const server = await BuiltServer.start({ dist, dataDir });
  servers.push(server);
  return server;
}

beforeAll(() => {
  dist = requireFreshBuild();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'averment-second-start-'));
  dataDir = join(folder, 'data');
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.kill()));
  await removeLeftovers(dataDir);
  await rm(folder, { recursive: true, force: true });
}, MINUTE);

describe('a second server on the same data folder', () => {
  it(
    'is refused with a sentence that says who holds it and what to do, and the first one goes on serving',
    async () => {
      const first = await start();
      const client = await first.organization('first');
      const { code, log } = await startInVain({ dist, dataDir });
      expect(code).not.toBe(0);
      expect(log).toContain('already runs the database of this data folder: stop it first, or set AVERMENT_DATA_DIR');
      expect(log).toContain('DATABASE_IN_USE');
      expect(log).not.toMatch(/^\s+at /m); // a sentence, not a stack
      await client.submit(toUtf8('{"still":"serving"}'));
      expect(await untilSettled(client)).toMatchObject({ settled: 1 });
      client.close();
    },
    2 * MINUTE,
  );
});

describe('a server whose parent is gone', () => {
  it(
    'ends when the pipe that the parent held is closed, and leaves no PostgreSQL behind',
    async () => {
      const server = await start();
      expect(databaseProcesses(dataDir).length).toBeGreaterThan(0);
      await server.stop();
      expect(await server.ended).toBe(0);
      expect(databaseProcesses(dataDir)).toEqual([]);
    },
    MINUTE,
  );

  it(
    'ends when the parent was killed with kill -9',
    async () => {
      const parent = spawn(process.execPath, ['-e', PARENT, join(dist, 'apps/standalone/src/main.js')], {
        env: {
          PATH: process.env['PATH'],
          AVERMENT_DATA_DIR: dataDir,
          AVERMENT_PORT: '0',
          AVERMENT_STOP_WITH_PARENT: 'on',
        },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const closed = new Promise((resolve) => parent.stdout.once('close', resolve));
      await new Promise((resolve) => parent.stdout.once('data', resolve));
      parent.kill('SIGKILL');
      await closed; // the server held the other end of its parent's output until it ended
      expect(databaseProcesses(dataDir)).toEqual([]);
    },
    MINUTE,
  );
});

describe('a start after kill -9', () => {
  it.each([
    ['with its PostgreSQL left running', (server: BuiltServer) => server.kill()],
    ['with its PostgreSQL killed too', (server: BuiltServer) => server.killWithDatabase()],
  ])(
    'serves what was held before, %s',
    async (_, kill) => {
      const killed = await start();
      const before = await killed.organization('survivor');
      const { digest } = await before.submit(toUtf8('{"kept":true}'));
      await kill(killed);
      before.close();
      const client = new HttpClient((await start()).url, before.token);
      expect((await client.download(`/v1/evidence/${digest}/raw`)).toString()).toBe('{"kept":true}');
      expect(await untilSettled(client)).toMatchObject({ settled: 1 });
      client.close();
    },
    2 * MINUTE,
  );

  it(
    'ends by itself when its PostgreSQL is killed under it, and starts again',
    async () => {
      const orphaned = await start();
      killDatabase(dataDir);
      await orphaned.ended;
      await start();
      expect(databaseProcesses(dataDir).length).toBeGreaterThan(0);
    },
    2 * MINUTE,
  );
});

/** Starts the server as `aver demo` does: the child's input is a pipe that only this process holds. */
const PARENT = `
  const { spawn } = require('node:child_process');
  spawn(process.execPath, [process.argv[1]], { stdio: ['pipe', 'inherit', 'inherit'] });
`;
