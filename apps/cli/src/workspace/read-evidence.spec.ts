import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { parse } from '#evidence';
import { digestOf, fromUtf8, toUtf8 } from '#kernel';

import { artifactOf } from '../trust/trust-options.js';
import { readEvidence } from './read-evidence.js';
import { filesBelow } from './read-files.js';

let folder = '';
const put = async (path: string, content: string): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
};
const blobOf = (content: string) => {
  const digest = digestOf(toUtf8(content));
  return { path: `blobs/${digest.replace(':', '/')}`, digest, size: content.length };
};

const STATEMENT = '{"_type":"https://in-toto.io/Statement/v1"}';

/** An image layout of one unsigned statement; what is on disk may be another one. */
async function putLayout(name: string, onDisk = STATEMENT): Promise<void> {
  const layer = blobOf(STATEMENT);
  const layers = [{ mediaType: 'application/vnd.in-toto+json', digest: layer.digest, size: layer.size }];
  const manifest = JSON.stringify({ layers });
  const { path, digest, size } = blobOf(manifest);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  await put(`${name}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}');
  await put(`${name}/index.json`, JSON.stringify({ manifests: [{ mediaType, digest, size }] }));
  await put(`${name}/${path}`, manifest);
  await put(`${name}/${layer.path}`, onDisk);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  await put('good/a.json', '{"a":1}');
  await put('good/lines.jsonl', '{"a":1}\n{"b":2}\n');
  await put('model/sub/w.bin', 'weights');
  await putLayout('good/image');
  await putLayout('altered', 'other');
});
afterAll(() => rm(folder, { recursive: true }));

describe('evidence in a folder', () => {
  it('is each file, each line and each piece of an image layout, by where it stands', async () => {
    const pieces = await readEvidence(await filesBelow(join(folder, 'good')));
    expect(
      pieces.map(({ path }) => path.slice(join(folder, 'good').length + 1).replace(/sha256:[0-9a-f]+/, 'DIGEST')),
    ).toEqual(['a.json', 'lines.jsonl: line 1', 'lines.jsonl: line 2', 'image: DIGEST: layers[0]']);
    expect(fromUtf8(pieces[2]?.bytes ?? new Uint8Array())).toBe('{"b":2}');
    expect(parse(pieces[3]?.bytes ?? new Uint8Array()).format).toBe('in-toto-statement v1');
  });

  it('is refused by name where an image layout was altered', async () => {
    const image = join(folder, 'altered');
    await expect(readEvidence(await filesBelow(image))).rejects.toMatchObject({
      code: 'OCI_BLOB_ALTERED',
      message: expect.stringContaining(image) as unknown,
    });
  });
});

describe('an artifact', () => {
  it('that is a file has its name and bytes, one that is a folder the digests of its files', async () => {
    const digest = digestOf(toUtf8('weights'));
    const file = await artifactOf(join(folder, 'model/sub/w.bin'));
    expect(file).toMatchObject({ fileName: 'w.bin', bytes: toUtf8('weights') });
    const { files, digests } = await artifactOf(join(folder, 'model'));
    expect(digests).toEqual([]);
    expect([...(files ?? [])]).toEqual([['sub/w.bin', expect.arrayContaining([digest])]]);
  });
});
