import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { Folders } from '../testing/aver.js';
import { writeWholeFile, type OpenFile } from './write-whole-file.js';

const folders = new Folders();
afterAll(() => folders.remove());

const pieces = [Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3)];

/** A disk that is full after so many writes, or that cannot keep what it was given. */
function failing(at: { readonly write?: number; readonly sync?: true }): OpenFile {
  let writes = 0;
  const full = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
  return async (path) => {
    await writeFile(path, 'half');
    return {
      write: ({ length }) => (++writes === at.write ? full() : Promise.resolve({ bytesWritten: length })),
      sync: () => (at.sync === true ? full() : Promise.resolve()),
      close: () => Promise.resolve(),
    };
  };
}

async function* breakingOff(): AsyncGenerator<Uint8Array> {
  yield Uint8Array.of(1);
  await Promise.reject(new Error('the source broke off'));
}

describe('a file that is written whole', () => {
  it('holds the pieces in their order, in the place of what was there', async () => {
    const folder = await folders.fresh();
    await writeFile(join(folder, 'a.tar'), 'before');
    await writeWholeFile(join(folder, 'a.tar'), pieces);
    expect([...(await readFile(join(folder, 'a.tar')))]).toEqual([1, 2, 3]);
    expect(await readdir(folder)).toEqual(['a.tar']);
  });

  it.each<[string, OpenFile]>([
    ['the disk is full at the first piece', failing({ write: 1 })],
    ['the disk is full later', failing({ write: 2 })],
    ['the disk does not keep it', failing({ sync: true })],
  ])('leaves nothing half-written, and what was there before, when %s', async (_, openFile) => {
    const folder = await folders.fresh();
    await writeFile(join(folder, 'a.tar'), 'before');
    await expect(writeWholeFile(join(folder, 'a.tar'), pieces, openFile)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await readFile(join(folder, 'a.tar'), 'utf8')).toBe('before');
    expect(await readdir(folder)).toEqual(['a.tar']);
  });

  it('is whole on a disk that takes one byte at a time', async () => {
    const path = join(await folders.fresh(), 'a.tar');
    const taken: number[] = [];
    const slow: OpenFile = async (part) => {
      await writeFile(part, '');
      const done = () => Promise.resolve();
      const write = async ([byte]: Uint8Array) => Promise.resolve({ bytesWritten: taken.push(byte!) && 1 });
      return { write, sync: done, close: done };
    };
    await writeWholeFile(path, pieces, slow);
    expect(taken).toEqual([1, 2, 3]);
  });

  it('leaves nothing when its source breaks off, nor where no folder is', async () => {
    const folder = await folders.fresh();
    await expect(writeWholeFile(join(folder, 'a.tar'), breakingOff())).rejects.toThrow('broke off');
    expect(await readdir(folder)).toEqual([]);
    await expect(writeWholeFile(join(folder, 'no', 'a.tar'), pieces)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
