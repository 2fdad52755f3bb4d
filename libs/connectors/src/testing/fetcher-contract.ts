import { expect, it } from '@jest/globals';

import { toUtf8 } from '#kernel';

import type { Fetcher } from '../tuf/fetch/fetcher.js';

/** What stands in the repository while the contract runs. */
export const CONTRACT_FILES: ReadonlyMap<string, Uint8Array> = new Map([
  ['timestamp.json', toUtf8('{"signed":{}}')],
  ['folder/a name, with + and ü.txt', toUtf8('found')],
  ['empty', new Uint8Array()],
]);

/** What every fetcher does, wherever its files are. */
export function fetcherContract(fetcher: () => Fetcher): void {
  it.each([...CONTRACT_FILES.keys()])('fetches %j as it is', async (path) => {
    const bytes = CONTRACT_FILES.get(path) ?? new Uint8Array();
    expect(Buffer.from((await fetcher().fetch(path, bytes.length)) ?? [])).toEqual(Buffer.from(bytes));
  });

  it.each(['2.root.json', 'folder/none', 'timestamp.json/more', 'folder'])('finds no %j', async (path) => {
    expect(await fetcher().fetch(path, 1000)).toBeUndefined();
  });

  it('refuses a file of one byte more than is asked for', async () => {
    await expect(fetcher().fetch('timestamp.json', 12)).rejects.toMatchObject({ code: 'TUF_LENGTH' });
  });

  it.each(['../secret', 'folder/../../secret', '/etc/passwd', '..', '.', '', 'a//b', 'a\\..\\b', 'a\0', '\ud800'])(
    'never leaves the repository for %j',
    async (path) => {
      await expect(fetcher().fetch(path, 1000)).rejects.toMatchObject({ code: 'TUF_PATH' });
    },
  );
}
