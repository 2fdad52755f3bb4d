import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { findBinaries, usableBinaries, type Binaries } from './binaries.js';

const folder = mkdtempSync(join(tmpdir(), 'averment-binaries-'));
afterAll(() => rmSync(folder, { recursive: true }));
chmodSync(folder, 0o711);

/** The installed PostgreSQL as an installer leaves it that runs no package scripts, below a private folder. */
async function privateInstallation(): Promise<Binaries> {
  const { folder: installed, version } = await findBinaries();
  const copy = join(folder, 'private', 'native');
  mkdirSync(join(folder, 'private'), { mode: 0o700 });
  cpSync(installed, copy, {
    recursive: true,
    filter: (path) => !/\.so\.\d+$/.test(path) || /lib(crypto|ssl|lzma|ossp|xml2|xslt|z)/.test(path),
  });
  return { folder: copy, version };
}

describe('the binaries of PostgreSQL', () => {
  it('stay where they are for an account that can reach them, and get the library links that were left out', async () => {
    const installed = await privateInstallation();
    const home = join(folder, 'own-home');
    mkdirSync(home);
    expect(await usableBinaries(installed, undefined, home)).toEqual(installed);
    expect(run(installed)).toMatch(/PostgreSQL\) 18\./);
  });

  it('get a whole twin, once, where another account can run them', async () => {
    const installed = { folder: join(folder, 'private', 'native'), version: (await findBinaries()).version };
    const home = join(folder, 'home');
    mkdirSync(home);
    const account = { uid: 54_321, gid: 54_321 };
    const twin = await usableBinaries(installed, account, home);
    expect(twin.folder).toBe(join(home, `binaries-${installed.version}`));
    expect(run(twin, process.getuid?.() === 0 ? account : {})).toMatch(/PostgreSQL\) 18\./);
    rmSync(join(folder, 'private', 'native', 'share'), { recursive: true });
    await usableBinaries(installed, account, home);
    expect(existsSync(join(twin.folder, 'share'))).toBe(true);
  });
});

function run(binaries: Binaries, account: { uid?: number; gid?: number } = {}): string {
  return spawnSync(join(binaries.folder, 'bin/postgres'), ['--version'], { ...account, cwd: '/' }).stdout.toString();
}
