import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { accountFor, canReach, parseAccounts } from './account.js';

describe('accounts of the operating system', () => {
  it('are read from lines of passwd', () => {
    const accounts = parseAccounts('root:x:0:0::/root:/bin/sh\npostgres:x:101:104:PostgreSQL:/var:/bin/sh\n# note\n\n');
    expect([...accounts]).toEqual([['postgres', { uid: 101, gid: 104 }]]);
  });

  it('never are root for the database, whoever owns its folder', async () => {
    const account = await accountFor({ uid: 0, gid: 0 });
    expect(account?.uid).not.toBe(0);
  });
});

describe('reaching a folder', () => {
  const stranger = { uid: 54_321, gid: 54_321 };
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'averment-reach-'));
    mkdirSync(join(folder, 'open'));
    writeFileSync(join(folder, 'open', 'program'), '', { mode: 0o755 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('fails for a stranger when any folder above is private', async () => {
    chmodSync(folder, 0o700);
    expect(await canReach(join(folder, 'open', 'program'), stranger)).toBe(false);
  });

  it('works for a stranger when every folder lets through and the file may be run', async () => {
    chmodSync(folder, 0o711);
    expect(await canReach(join(folder, 'open', 'program'), stranger)).toBe(true);
    chmodSync(join(folder, 'open', 'program'), 0o744);
    expect(await canReach(join(folder, 'open', 'program'), stranger)).toBe(false);
  });

  it('is no question for ourselves', async () => {
    chmodSync(folder, 0o700);
    expect(await canReach(folder, undefined)).toBe(true);
  });
});
