import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres.js';

const folders: string[] = [];
const servers: EmbeddedPostgres[] = [];
const parents: ChildProcess[] = [];

afterEach(async () => {
  for (const parent of parents.splice(0)) parent.kill('SIGKILL');
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Below a 0700 folder of the user who runs the tests. */
function emptyDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'averment-database-'));
  folders.push(folder);
  return join(folder, 'data');
}

let template = '';
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'averment-database-'));
  await (await startEmbeddedPostgres({ dataDir: template })).stop();
});
afterAll(() => rmSync(template, { recursive: true, force: true }));

/** A data folder that was used before and stopped in order; making a new database each time would be most of the work. */
function usedDataDir(): string {
  const dataDir = emptyDataDir();
  spawnSync('cp', ['-a', template, dataDir]);
  return dataDir;
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  servers.push(server);
  return server;
}

async function query(server: Pick<EmbeddedPostgres, 'url' | 'superuser'>, sql: string): Promise<unknown[]> {
  const { name, password } = server.superuser;
  const client = new pg.Client({ connectionString: server.url('postgres', name, password) });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)])
    .stdout.toString()
    .trim();
  return state !== '' && !state.startsWith('Z');
}

function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
}

describe('the embedded PostgreSQL', () => {
  it('starts below a private folder, keeps what was written, and leaves no process behind', async () => {
    const dataDir = emptyDataDir();
    const first = await start(dataDir);
    await query(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = postmasterPid(dataDir);
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(dataDir, 'postgres/owner.json'))).toBe(false);

    const second = await start(dataDir);
    expect(await query(second, 'SELECT answer FROM kept')).toEqual([42]);
  });

  it('is durable, answers only to a password, analyses what grows within seconds, and is PostgreSQL 18', async () => {
    const server = await start(usedDataDir());
    const settings = 'fsync,synchronous_commit,full_page_writes,data_checksums,password_encryption'.split(',');
    const values = await Promise.all(settings.map(async (name) => (await query(server, `SHOW ${name}`))[0]));
    expect(values).toEqual(['on', 'on', 'on', 'on', 'scram-sha-256']);
    expect((await query(server, 'SHOW server_version'))[0]).toMatch(/^18\./);
    expect(await query(server, 'SHOW autovacuum_naptime')).toEqual(['5s']);
    const guess = { ...server, superuser: { ...server.superuser, password: 'guess' } };
    await expect(query(guess, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps the password of the superuser to the user who started it', async () => {
    const dataDir = usedDataDir();
    await start(dataDir);
    expect(statSync(join(dataDir, 'postgres/superuser-password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'postgres/cluster')).mode & 0o077).toBe(0);
  });

  it('refuses a second server on the same data folder, and the first goes on', async () => {
    const dataDir = usedDataDir();
    const server = await start(dataDir);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'DATABASE_IN_USE',
    });
    expect(await query(server, 'SELECT 1')).toEqual([1]);
  });

  it('refuses a database of another major version without touching it', async () => {
    const dataDir = usedDataDir();
    const versionFile = join(dataDir, 'postgres/cluster/PG_VERSION');
    spawnSync('sh', ['-c', `echo 17 > ${versionFile}`]);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: 'DATABASE_VERSION_MISMATCH' });
    expect(existsSync(join(dataDir, 'postgres/owner.json'))).toBe(false);
  });

  it('says what PostgreSQL said when it cannot start', async () => {
    const dataDir = usedDataDir();
    rmSync(join(dataDir, 'postgres/cluster/global'), { recursive: true });
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
      code: 'DATABASE_START_FAILED',
      message: expect.stringContaining('could not open'),
    });
  });

  it('begins again when a first start was cut off while it made the cluster', async () => {
    const dataDir = emptyDataDir();
    mkdirSync(join(dataDir, 'postgres/cluster.new/base'), { recursive: true });
    expect(await query(await start(dataDir), 'SELECT 1')).toEqual([1]);
  });

  it('resolves `ended` when something else ends the server', async () => {
    const dataDir = usedDataDir();
    const server = await start(dataDir);
    process.kill(postmasterPid(dataDir), 'SIGINT');
    await server.ended;
    await expect(query(server, 'SELECT 1')).rejects.toThrow();
  });

  it('loses no acknowledged row when its parent is killed, and stops the leftover at the next start', async () => {
    const dataDir = usedDataDir();
    const { parent, url } = await startInChild(dataDir);
    const acknowledged = await insertUntilKilled(url, parent);
    const leftover = postmasterPid(dataDir);
    expect(isAlive(leftover)).toBe(true);

    const next = await start(dataDir);
    expect(isAlive(leftover)).toBe(false);
    const [kept] = await query(next, 'SELECT count(*)::int FROM acknowledged');
    expect(kept).toBeGreaterThanOrEqual(acknowledged);
  });

  it('recovers when the postmaster is killed too', async () => {
    const dataDir = usedDataDir();
    const { parent, url } = await startInChild(dataDir);
    const acknowledged = await insertUntilKilled(url, parent);
    process.kill(postmasterPid(dataDir), 'SIGKILL');

    const [kept] = await query(await start(dataDir), 'SELECT count(*)::int FROM acknowledged');
    expect(kept).toBeGreaterThanOrEqual(acknowledged);
  });
});

/** A process of its own that starts the database, so that it can be killed. */
async function startInChild(dataDir: string): Promise<{ readonly parent: ChildProcess; readonly url: string }> {
  const program = 'libs/platform/src/embedded-postgres/testing/parent.ts';
  const flags = ['--conditions=source', '--import', './scripts/source.mjs'];
  const parent = spawn(process.execPath, [...flags, program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  parents.push(parent);
  const url = await new Promise<string>((resolve, reject) => {
    parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    parent.once('exit', (code) => reject(new Error(`the parent ended with ${String(code)}`)));
  });
  return { parent, url };
}

/** Inserts row after row and kills the parent in the middle of it. Returns how many rows were acknowledged. */
async function insertUntilKilled(url: string, parent: ChildProcess): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('CREATE TABLE acknowledged (id int)');
  let acknowledged = 0;
  for (; acknowledged < 50; acknowledged++) await client.query('INSERT INTO acknowledged VALUES ($1)', [acknowledged]);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await client.query('INSERT INTO acknowledged VALUES (50)');
  client.end().catch(() => undefined);
  return acknowledged + 1;
}
