import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Client } from 'pg';

import type { OrganizationId } from '#application';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform';
import { createDoorbell, prepareQueue } from '#queue';

import { MemoryDoorbell } from '../../libs/application/src/testing/memory-doorbell.js';
import { doorbellContract } from './doorbell.contract.js';

const namespace = `test_${randomBytes(6).toString('hex')}`;
const ring = { id: 'v-1', job: { name: 'sequence-intake', organization: randomUUID() as OrganizationId } } as const;

doorbellContract('MemoryDoorbell', () => Promise.resolve(() => new MemoryDoorbell()));

describe('on PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'averment-queue-'));
  let server: EmbeddedPostgres;
  const url = (): string => server.url('postgres', server.superuser.name, server.superuser.password);

  beforeAll(async () => {
    server = await startEmbeddedPostgres({ dataDir: folder });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  /** As in an installation: the queue's tables are the owner's, and whoever rings and listens may do little else. */
  doorbellContract('BullMQ on PostgreSQL', async () => {
    await query(url(), `CREATE ROLE ringer LOGIN PASSWORD 'ding-dong'`);
    await prepareQueue(url(), 'ringer');
    await prepareQueue(url(), 'ringer');
    return () => createDoorbell({ kind: 'postgres', connectionString: server.url('postgres', 'ringer', 'ding-dong') });
  });

  it('says that the queue was never prepared', async () => {
    const doorbell = createDoorbell({ kind: 'postgres', connectionString: url(), namespace });
    await expect(doorbell.ring([ring])).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
    await doorbell.close(1_000);
  });

  it('fails soon and closes soon when its database is away', async () => {
    const connectionString = `postgres://nobody:nothing@127.0.0.1:${await unusedPort()}/none`;
    const doorbell = createDoorbell({ kind: 'postgres', connectionString });
    await expect(doorbell.ring([ring])).rejects.toMatchObject({ kind: 'unavailable', code: 'QUEUE_UNAVAILABLE' });
    await doorbell.close(1_000);
  });
});

describe('on Redis', () => {
  it('fails soon and closes soon when it is away', async () => {
    const url = `redis://127.0.0.1:${await unusedPort()}`;
    const doorbell = createDoorbell({ kind: 'redis', url, namespace });
    await expect(doorbell.ring([ring])).rejects.toMatchObject({ kind: 'unavailable', code: 'QUEUE_UNAVAILABLE' });
    const before = Date.now();
    await doorbell.close(500);
    expect(Date.now() - before).toBeLessThan(3_000);
  });
});

const redisUrl = process.env['AVERMENT_REDIS_URL'] ?? 'redis://127.0.0.1:6379';
if (await answers(redisUrl)) {
  doorbellContract('BullMQ on Redis', () =>
    Promise.resolve(() => createDoorbell({ kind: 'redis', url: redisUrl, namespace })),
  );
  afterAll(async () => {
    const redis = new Redis(redisUrl);
    const keys = await redis.keys(`${namespace}:*`);
    if (keys.length > 0) await redis.del(...keys);
    await redis.quit();
  });
} else {
  describe.skip(`BullMQ on Redis (skipped: nothing answers at ${new URL(redisUrl).host}; set AVERMENT_REDIS_URL)`, () => {
    it('meets the doorbell contract', () => undefined);
  });
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 6379), timeout: 1_000 });
    const settle = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}

async function unusedPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
