import { describe, expect, it } from '@jest/globals';
import { extract } from 'tar-stream';

import { concatBytes, digestOf, toUtf8 } from '#kernel';

import { smallPack } from '../fixtures/small-pack.js';
import { buildPack } from './build-pack.js';
import { packTar, packTarSize } from './pack-tar.js';

const tarOf = (files: ReadonlyMap<string, Uint8Array>) => concatBytes(...packTar(files));

async function untarred(tar: Uint8Array) {
  const entries = extract();
  entries.end(Buffer.from(tar));
  const read: { header: object; bytes: Uint8Array }[] = [];
  for await (const entry of entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
    read.push({ header: entry.header, bytes: new Uint8Array(Buffer.concat(chunks)) });
  }
  return read;
}

describe('the tar of a pack', () => {
  it('is the same bytes for the same pack, whoever makes it', () => {
    const tar = tarOf(buildPack(smallPack()));
    expect(digestOf(tarOf(buildPack(smallPack())))).toBe(digestOf(tar));
    expect(tar).toHaveLength(packTarSize([...buildPack(smallPack()).values()].map(({ length }) => length)));
  });

  it('is read by another program as the same files, of nobody, from no time', async () => {
    const files = buildPack(smallPack());
    const read = await untarred(tarOf(files));
    expect(read.map(({ bytes }) => bytes)).toEqual([...files.values()]);
    const owned = { type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: new Date(0) };
    expect(read.map(({ header }) => header)).toEqual(
      [...files.keys()].map((name) => expect.objectContaining({ name, ...owned })),
    );
  });

  it('holds files of every size up to a block, and empty ones', async () => {
    const files = new Map([0, 1, 511, 512, 513].map((size) => [`f${size}`, new Uint8Array(size).fill(7)] as const));
    expect((await untarred(tarOf(files))).map(({ bytes }) => bytes.length)).toEqual([0, 1, 511, 512, 513]);
  });

  it('has no place for a name that no layout has', () => {
    expect(() => tarOf(new Map([['x'.repeat(101), toUtf8('x')]]))).toThrow(
      expect.objectContaining({ code: 'PACK_NAME' }),
    );
  });
});
