import { describe, expect, it } from '@jest/globals';

import { digestOf, toHex, toUtf8, fromHex, concatBytes, sha256, type JsonObject, type SubjectDigest } from '#kernel';

import { parse } from '../../parse.js';
import { attestationBundle } from '../../testing/bundles.js';
import { jsonBytes } from '../../testing/json.js';
import { statement } from '../../testing/statements.js';
import { compareModel, type FolderFiles } from './model-files.js';

const hexOf = (text: string) => digestOf(toUtf8(text)).slice('sha256:'.length);
const rootOf = (...digests: readonly string[]) => toHex(sha256(concatBytes(...digests.map(fromHex))));
const RESOURCES = ['a.bin', 'sub/b.bin'].map((name) => ({ name, algorithm: 'sha256', digest: hexOf(name) }));
const SERIALIZATION = {
  method: 'files',
  hash_type: 'sha256',
  allow_symlinks: false,
  ignore_paths: ['model.sig', '.git/'],
};

const folder = (changes: Readonly<Record<string, string | undefined>> = {}): FolderFiles => {
  const contents: Readonly<Record<string, string | undefined>> = {
    'a.bin': 'a.bin',
    'sub/b.bin': 'sub/b.bin',
    'model.sig': 'x',
    '.git/HEAD': 'y',
    ...changes,
  };
  const files = Object.entries(contents).flatMap(([path, text]): [string, SubjectDigest[]][] =>
    text === undefined ? [] : [[path, [digestOf(toUtf8(text))]]],
  );
  return new Map(files);
};

const model = (changes: JsonObject = {}, subject?: JsonObject[]) => {
  const predicate = { serialization: SERIALIZATION, resources: RESOURCES, ...changes };
  const about = subject ?? [
    { name: 'model', digest: { sha256: rootOf(...predicate.resources.map(({ digest }) => digest)) } },
  ];
  return statement('https://model_signing/signature/v1.0', predicate, about);
};

function read(signed: JsonObject) {
  const { content } = parse(jsonBytes(attestationBundle(signed)));
  if (content.kind !== 'signed') throw new Error(content.kind);
  return content;
}

function compare(signed: JsonObject, files: FolderFiles) {
  const content = read(signed);
  return content.statement && compareModel(content.statement, content.predicate, files);
}

const SAME = { changed: [], missing: [], extra: [] };

describe('a signed model', () => {
  it('is the folder that holds each signed file and nothing else but what the signer left out', () => {
    expect(compare(model(), folder())).toEqual(SAME);
  });

  it.each<[string, Readonly<Record<string, string | undefined>>, object]>([
    ['a changed file', { 'a.bin': 'other' }, { changed: ['a.bin'] }],
    ['a missing file', { 'sub/b.bin': undefined }, { missing: ['sub/b.bin'] }],
    ['a file more', { 'c.bin': 'c' }, { extra: ['c.bin'] }],
    [
      'a file beside one that was left out',
      { 'model.sig2': 'c', '.gitx/HEAD': 'd' },
      { extra: ['.gitx/HEAD', 'model.sig2'] },
    ],
    ['a file under another name', { 'a.bin': undefined, 'A.bin': 'a.bin' }, { missing: ['a.bin'], extra: ['A.bin'] }],
  ])('is not the folder with %s', (_, changes, difference) => {
    expect(compare(model(), folder(changes))).toEqual({ ...SAME, ...difference });
  });

  it('does not hide a signed file behind what was left out', () => {
    const hiding = { serialization: { ...SERIALIZATION, ignore_paths: ['a.bin', 'model.sig', '.git'] } };
    expect(compare(model(hiding), folder())).toEqual({ ...SAME, missing: ['a.bin'] });
  });

  it('that is one file is that file, whatever it is called', () => {
    const single = model({ resources: [{ name: '.', algorithm: 'sha256', digest: hexOf('one') }] });
    const one = (text: string): FolderFiles => new Map([['x.bin', [digestOf(toUtf8(text))]]]);
    expect(compare(single, one('one'))).toEqual(SAME);
    expect(compare(single, one('two'))).toEqual({ ...SAME, changed: ['.'] });
    expect(compare(single, new Map([...one('one'), ...folder()]))).toMatchObject({ missing: ['.'] });
  });

  it('of the older form names its files as subjects', () => {
    const subjects = RESOURCES.map(({ name, digest }) => ({ name, digest: { sha256: digest } }));
    const older = statement('https://model_signing/Digests/v0.1', { unused: 'x' }, subjects);
    const files = folder({ 'model.sig': undefined, '.git/HEAD': undefined });
    expect(compare(older, files)).toEqual(SAME);
    expect(compare(older, folder())).toEqual({ ...SAME, extra: ['.git/HEAD', 'model.sig'] });
  });

  it.each<[string, JsonObject]>([
    ['by parts of files', model({ serialization: { ...SERIALIZATION, method: 'shards', shard_size: 5 } })],
    ['by hashes that are not accepted', model({ resources: [{ ...RESOURCES[0], algorithm: 'blake3' }] as never })],
    ['that is something else', statement('https://slsa.dev/provenance/v1', {})],
  ])('%s is not compared', (_, signed) => {
    expect(compare(signed, folder())).toBeUndefined();
  });

  it.each<[string, JsonObject, string]>([
    [
      'another digest of its parts',
      model({}, [{ name: 'm', digest: { sha256: 'a'.repeat(64) } }]),
      'MODEL_ROOT_DIGEST',
    ],
    [
      'its parts in another order',
      model({ resources: [...RESOURCES].reverse() }, [
        { name: 'm', digest: { sha256: rootOf(...RESOURCES.map(({ digest }) => digest)) } },
      ]),
      'MODEL_ROOT_DIGEST',
    ],
    [
      'two models',
      model(
        {},
        [1, 2].map(() => ({ name: 'm', digest: { sha256: 'a'.repeat(64) } })),
      ),
      'MODEL_SUBJECT',
    ],
  ])('that names %s is refused', (_, signed, code) => {
    expect(read(signed).problem).toMatchObject({ rung: 'predicate', code });
  });
});
