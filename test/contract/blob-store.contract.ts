import { describe, expect, it } from '@jest/globals';

import type { BlobStore, OrganizationId } from '#application';
import { digestOf, toUtf8, type Digest } from '#kernel';

/** A store under test, and what a failing disk would do to one of its blobs. */
export interface BlobStoreUnderTest {
  readonly store: BlobStore;
  tamper(organization: OrganizationId, digest: Digest): Promise<void>;
}

const ACME = '01930000-0000-7000-8000-00000000000a' as OrganizationId;
const OTHER = '01930000-0000-7000-8000-00000000000b' as OrganizationId;

/** What every blob store owes its callers. */
export function blobStoreContract(name: string, make: () => Promise<BlobStoreUnderTest>): void {
  describe(`${name} as a blob store`, () => {
    it('gives back exactly the bytes it was given, under their own digest', async () => {
      const { store } = await make();
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
      const digest = await store.put(ACME, bytes);
      expect(digest).toBe(digestOf(bytes));
      expect(Buffer.compare(await store.get(ACME, digest), bytes)).toBe(0);
    });

    it('stores nothing at all under the digest of nothing', async () => {
      const { store } = await make();
      expect(await store.get(ACME, await store.put(ACME, new Uint8Array()))).toHaveLength(0);
    });

    it('takes the same bytes again, also at the same moment', async () => {
      const { store } = await make();
      const bytes = toUtf8('the same');
      const digests = await Promise.all(Array.from({ length: 8 }, () => store.put(ACME, bytes)));
      expect(new Set(digests).size).toBe(1);
      expect(await store.get(ACME, digestOf(bytes))).toHaveLength(bytes.length);
    });

    it('does not share blobs between organizations', async () => {
      const { store } = await make();
      const digest = await store.put(ACME, toUtf8('of acme'));
      await expect(store.get(OTHER, digest)).rejects.toMatchObject({ kind: 'not-found', code: 'BLOB_MISSING' });
    });

    it('says that bytes are missing', async () => {
      const { store } = await make();
      const digest = digestOf(toUtf8('never stored'));
      await expect(store.get(ACME, digest)).rejects.toMatchObject({ kind: 'not-found', code: 'BLOB_MISSING' });
    });

    it('hashes what it reads and refuses bytes that have changed', async () => {
      const { store, tamper } = await make();
      const digest = await store.put(ACME, toUtf8('intact'));
      await tamper(ACME, digest);
      await expect(store.get(ACME, digest)).rejects.toMatchObject({ kind: 'internal', code: 'BLOB_CORRUPT' });
    });

    it('keeps its own copy: a caller that reuses its buffer changes nothing', async () => {
      const { store } = await make();
      const buffer = toUtf8('before');
      const digest = await store.put(ACME, buffer);
      buffer.fill(0);
      expect(Buffer.from(await store.get(ACME, digest)).toString()).toBe('before');
    });
  });
}
