import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { applyDelta } from './delta.js';
import { gitRecords, type GitRecord } from './git-repository.js';

let folder: string;
let ids: readonly string[];

/** No configuration of whoever runs the tests, and fixed people and times. */
const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  ...{ GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_AUTHOR_DATE: '1700000000 +0000' },
  ...{ GIT_COMMITTER_NAME: 'C', GIT_COMMITTER_EMAIL: 'c@example.org', GIT_COMMITTER_DATE: '1700000000 +0000' },
};

function git(...args: readonly string[]): Buffer {
  return execFileSync('git', ['-C', folder, ...args], { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'ignore'] });
}

async function recordsOf(atMost = 1_000): Promise<readonly GitRecord[]> {
  const found: GitRecord[] = [];
  for await (const record of gitRecords(folder, atMost)) found.push(record);
  return found;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'averment-git-'));
  git('init', '-q', '-b', 'main');
  // Long messages that differ little, so that git stores some of these commits as deltas of others.
  const message = Array.from({ length: 200 }, (_, line) => `line ${line} of a long message`).join('\n');
  for (let number = 0; number < 40; number++)
    git('commit', '-q', '--allow-empty', '-m', `commit ${number}\n\n${message}`);
  git('tag', '-a', 'v1', '-m', 'first');
  ids = git('rev-list', '--all').toString().trim().split('\n').concat(git('rev-parse', 'v1').toString().trim()).sort();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a git repository on disk', () => {
  const expectAll = async () => {
    const records = await recordsOf();
    expect(records.map(({ id }) => id).sort()).toEqual(ids);
    for (const { id, kind, bytes } of records) expect(Buffer.from(bytes)).toEqual(git('cat-file', kind, id));
  };

  it('gives every commit and tag byte for byte while its objects stand alone', expectAll);

  it('gives the same out of a pack with deltas and packed refs', async () => {
    git('gc', '-q', '--aggressive', '--prune=now');
    expect(git('count-objects', '-v').toString()).toMatch(/^count: 0$/m);
    const pack = (await readdir(join(folder, '.git', 'objects', 'pack'))).find((name) => name.endsWith('.idx'));
    expect(git('verify-pack', '-v', join('.git', 'objects', 'pack', pack ?? '')).toString()).toContain(
      'chain length = 1',
    );
    await expectAll();
  });

  it('gives no more than it is asked for', async () => {
    expect(await recordsOf(3)).toHaveLength(3);
  });

  it('passes over refs, packs and objects that are damaged', async () => {
    await writeFile(join(folder, '.git', 'refs', 'heads', 'broken'), `${'0'.repeat(40)}\n`);
    await writeFile(join(folder, '.git', 'objects', 'pack', 'pack-x.idx'), 'no index');
    await expectAll();
  });

  it('finds nothing in a folder that is none', async () => {
    const other = await mkdtemp(join(tmpdir(), 'averment-git-'));
    const found: GitRecord[] = [];
    for await (const record of gitRecords(other, 10)) found.push(record);
    await rm(other, { recursive: true });
    expect(found).toEqual([]);
  });
});

describe('a delta', () => {
  const base = Uint8Array.from({ length: 300 }, (_, index) => index % 251);

  it('copies from its base and adds of its own', () => {
    // Sizes 300 and 5, copy 3 bytes from offset 2, then the two bytes that follow.
    const delta = Uint8Array.of(0xac, 0x02, 0x05, 0x91, 0x02, 0x03, 0x02, 9, 8);
    expect(applyDelta(base, delta)).toEqual(Uint8Array.of(2, 3, 4, 9, 8));
  });

  it.each([
    ['for another base', Uint8Array.of(0xad, 0x02, 0x01, 0x01, 9)],
    ['that copies from behind the end', Uint8Array.of(0xac, 0x02, 0x02, 0x93, 0x2b, 0x01, 0x02)],
    ['that makes more than it says', Uint8Array.of(0xac, 0x02, 0x01, 0x02, 9, 9)],
    ['that makes less than it says', Uint8Array.of(0xac, 0x02, 0x02, 0x01, 9)],
    ['with the reserved instruction', Uint8Array.of(0xac, 0x02, 0x00, 0x00)],
    ['that ends too early', Uint8Array.of(0xac, 0x02, 0x03, 0x03, 9)],
  ])('%s gives nothing', (_, delta) => {
    expect(applyDelta(base, delta)).toBeUndefined();
  });

  it('of any bytes gives what it says or nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (tail) => {
        const result = applyDelta(base, Uint8Array.of(0xac, 0x02, ...tail));
        expect(result === undefined || result.length <= 4 * 1024 * 1024).toBe(true);
      }),
    );
  });
});
