import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { releaseOwnership, takeOwnership } from './owner-lock.js';

describe('the owner of a database folder', () => {
  let folder = '';
  const lock = (): string => join(folder, 'owner.json');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'averment-owner-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is whoever came first, until it lets go', async () => {
    expect(await takeOwnership(lock(), '/tmp/a')).toBeUndefined();
    await expect(takeOwnership(lock(), '/tmp/b')).rejects.toMatchObject({ kind: 'conflict', code: 'DATABASE_IN_USE' });
    await releaseOwnership(lock());
    expect(await takeOwnership(lock(), '/tmp/c')).toBeUndefined();
  });

  it('is only one of many that come at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => takeOwnership(lock(), '/tmp/a')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['owner.json']);
  });

  it('is not a stranger that got the number of a dead one later', async () => {
    await takeOwnership(lock(), '/tmp/a');
    const dead = { ...(JSON.parse(readFileSync(lock(), 'utf8')) as object), started: 'long ago' };
    writeFileSync(lock(), JSON.stringify(dead));
    expect(await takeOwnership(lock(), '/tmp/b')).toMatchObject({ started: 'long ago', runtimeFolder: '/tmp/a' });
  });

  it('is nobody when what the lock says cannot be read', async () => {
    writeFileSync(lock(), '{"pid":');
    expect(await takeOwnership(lock(), '/tmp/a')).toBeUndefined();
    expect(JSON.parse(readFileSync(lock(), 'utf8'))).toMatchObject({ pid: process.pid });
  });
});
