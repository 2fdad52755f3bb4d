import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import type { OrganizationId } from '#application';
import { digestOf, toUtf8, type Digest } from '#kernel';
import { FileBlobStore } from '#platform';

import { MemoryBlobStore } from '../../libs/application/src/testing/memory-blob-store.js';
import { blobStoreContract } from './blob-store.contract.js';

const ACME = '01930000-0000-7000-8000-00000000000a' as OrganizationId;
const folder = mkdtempSync(join(tmpdir(), 'averment-blobs-'));
afterAll(() => rmSync(folder, { recursive: true }));

function pathOf(organization: OrganizationId, digest: Digest): string {
  const hex = digest.slice('sha256:'.length);
  return join(folder, organization, hex.slice(0, 2), hex);
}

blobStoreContract('MemoryBlobStore', () => {
  const store = new MemoryBlobStore();
  return Promise.resolve({ store, tamper: (...blob) => store.tamper(...blob) });
});

blobStoreContract('FileBlobStore', () => {
  const store = new FileBlobStore(folder);
  return Promise.resolve({ store, tamper: (...blob) => writeFile(pathOf(...blob), 'altered') });
});

describe('FileBlobStore', () => {
  const store = new FileBlobStore(folder);

  it('leaves no unfinished files and shows its files to nobody else', async () => {
    const digest = await store.put(ACME, toUtf8('private'));
    const path = pathOf(ACME, digest);
    expect(readdirSync(join(path, '..'))).toEqual([path.slice(-64)]);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('writes a blob again that a crash left at another length', async () => {
    const bytes = toUtf8('whole');
    const digest = await store.put(ACME, bytes);
    await writeFile(pathOf(ACME, digest), 'wh');
    await store.put(ACME, bytes);
    expect(await store.get(ACME, digest)).toHaveLength(bytes.length);
  });

  it('turns nothing but ids and digests into paths', async () => {
    const digest = digestOf(toUtf8('x'));
    await expect(store.get('../../../../etc' as OrganizationId, digest)).rejects.toThrow(TypeError);
    await expect(store.get(ACME, 'sha256:../../passwd' as Digest)).rejects.toThrow(TypeError);
  });

  it('says that bytes could not be stored when the disk does not take them', async () => {
    const blocked = join(folder, 'a-file');
    await writeFile(blocked, '');
    await expect(new FileBlobStore(blocked).put(ACME, toUtf8('x'))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'BLOB_STORE_UNAVAILABLE',
    });
  });
});
