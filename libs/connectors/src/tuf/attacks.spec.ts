import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';

import { digestOf, toUtf8 } from '#kernel';

import { Stores, visit, type Client } from '../testing/tuf-client.js';
import {
  daysLater,
  MapFetcher,
  newKey,
  NOW,
  signedBy,
  signedPartOf,
  SignedRepository,
  type Key,
  type Role,
} from '../testing/signed-repository.js';
import { TufRepository } from './repository.js';

const stores = new Stores();
afterAll(() => stores.remove());

const PATH = 'folder/hello.txt';
const HELLO = toUtf8('hello');
const code = (expected: string) => expect.objectContaining({ name: 'AppError', code: expected });

let repository: SignedRepository;
let client: Client;
beforeEach(async () => {
  repository = new SignedRepository();
  repository.targets.set(PATH, HELLO);
  repository.publish();
  client = { store: await stores.fresh(), root: repository.bootstrap };
});

/** Replaces metadata by a changed version of it, signed by whom the test says. */
function resign(name: string, change: object, keys: readonly Key[]): void {
  repository.files.set(name, signedBy({ ...signedPartOf(repository.file(name)), ...change }, keys));
}

const visited = (now = NOW) => visit(client, repository.files, now);

describe('a sound TUF repository', () => {
  it('hands out its targets with version and expiry of each role', async () => {
    const opened = await visited();
    expect(await opened.target(PATH)).toEqual({
      ...{ path: PATH, bytes: HELLO, digest: digestOf(HELLO), length: 5, custom: {}, delegations: [] },
    });
    expect([...opened.roles.keys()].sort()).toEqual(['root', 'snapshot', 'targets', 'timestamp']);
    expect(opened.roles.get('timestamp')).toEqual({ version: 1, expires: '2025-07-01T00:00:00.000Z' });
    expect(opened.refreshedAt).toBe(NOW);
  });

  it('is followed over new states and new roots, by one store', async () => {
    await visited();
    repository.publishRoot({ timestamp: [newKey()], root: [newKey()] });
    repository.targets.set(PATH, toUtf8('hello again'));
    repository.publish();
    const opened = await visited();
    expect((await opened.target(PATH)).length).toBe(11);
    expect(opened.roles.get('root')?.version).toBe(2);
    expect((await readdir(client.store)).sort()).toEqual([
      ...['2.root.json', 'snapshot.json', 'targets.json', 'timestamp.json'],
    ]);
  });

  it('needs no consistent snapshots', async () => {
    const plain = new SignedRepository();
    plain.consistentSnapshot = false;
    plain.publishRoot();
    plain.targets.set(PATH, HELLO);
    plain.publish();
    const opened = await visit({ store: await stores.fresh(), root: plain.bootstrap }, plain.files);
    expect((await opened.target(PATH)).bytes).toEqual(HELLO);
  });

  it('is asked for nothing that is not changed', async () => {
    await visited();
    const metadata = new MapFetcher(repository.files);
    await TufRepository.open({ ...client, metadata, targets: metadata, now: NOW });
    expect(metadata.asked.map(({ path }) => path)).toEqual(['2.root.json', 'timestamp.json']);
  });

  it.each(['toString', '__proto__', 'folder', 'folder/'])('names no target %j', async (path) => {
    await expect((await visited()).target(path)).rejects.toEqual(code('TUF_TARGET_UNKNOWN'));
  });
});

describe('T-TUF-01 a mirror that turns a role back', () => {
  it('to an older timestamp is refused', async () => {
    const older = new Map(repository.files);
    repository.publish();
    await visited();
    await expect(visit(client, older)).rejects.toEqual(code('TUF_ROLLBACK'));
  });

  it('to a timestamp that names an older snapshot is refused', async () => {
    repository.publish();
    await visited();
    const { meta } = signedPartOf(repository.file('timestamp.json')) as { meta: Record<string, object> };
    const older = { 'snapshot.json': { ...meta['snapshot.json'], version: 1 } };
    resign('timestamp.json', { version: 3, meta: older }, repository.keys.timestamp);
    await expect(visited()).rejects.toEqual(code('TUF_ROLLBACK'));
  });

  it.each([
    ['older targets', { 'targets.json': { version: 1 } }],
    ['no targets at all', { 'other.json': { version: 9 } }],
  ])('to a snapshot that names %s is refused', async (_, meta) => {
    repository.publish();
    await visited();
    repository.publish({ snapshot: { meta } });
    await expect(visited()).rejects.toEqual(code('TUF_ROLLBACK'));
  });

  it('to an older root is refused', async () => {
    repository.files.set('2.root.json', repository.bootstrap);
    await expect(visited()).rejects.toEqual(code('TUF_ROLLBACK'));
  });

  it('by hiding a root that was seen changes nothing: keys that it removed stay removed', async () => {
    const removed = repository.keys.timestamp;
    repository.publishRoot({ timestamp: [newKey()] });
    repository.publish();
    await visited();
    repository.files.delete('2.root.json');
    resign('timestamp.json', { version: 3 }, removed);
    await expect(visited()).rejects.toEqual(code('TUF_THRESHOLD'));
  });
});

describe('T-TUF-02 a mirror that is frozen', () => {
  it.each<Role>(['timestamp', 'snapshot', 'targets'])('at an expired %s is refused', async (role) => {
    repository.expires[role] = '2025-06-02T00:00:00Z';
    repository.publish();
    await visited();
    await expect(visited(daysLater(1))).rejects.toThrow(`${role}.json has expired`);
  });

  it('is refused from the very second of expiry, and not before', async () => {
    repository.expires.timestamp = NOW;
    repository.publish();
    await expect(visited()).rejects.toEqual(code('TUF_EXPIRED'));
    await expect(visited(daysLater(-1))).resolves.toBeDefined();
  });

  it.each(['never', '2025-13-01T00:00:00Z', ''])(
    'by the expiry %j, a date that never comes, is refused',
    async (expires) => {
      repository.expires.targets = expires;
      repository.publish();
      await expect(visited()).rejects.toEqual(code('TUF_INVALID'));
    },
  );
});

describe('T-TUF-03 a mirror that mixes two states', () => {
  it('is refused when the snapshot is of another version than the timestamp names', async () => {
    repository.publish({ timestamp: { meta: { 'snapshot.json': { version: 2 } } } });
    repository.files.set('2.snapshot.json', repository.file('1.snapshot.json'));
    await expect(visited()).rejects.toEqual(code('TUF_MIX_AND_MATCH'));
  });

  it('is refused when the targets are of another version than the snapshot names', async () => {
    repository.publish({ snapshot: { meta: { 'targets.json': { version: 2 } } } });
    repository.files.set('2.targets.json', repository.file('1.targets.json'));
    await expect(visited()).rejects.toEqual(code('TUF_MIX_AND_MATCH'));
  });

  it('is refused when a root skips a version', async () => {
    repository.publishRoot();
    repository.publishRoot();
    repository.files.set('2.root.json', repository.file('3.root.json'));
    await expect(visited()).rejects.toEqual(code('TUF_MIX_AND_MATCH'));
  });

  it('is refused when one role stands in the place of another', async () => {
    repository.files.set('timestamp.json', repository.file('1.targets.json'));
    await expect(visited()).rejects.toEqual(code('TUF_INVALID'));
  });
});

describe('T-TUF-04 a file of another hash', () => {
  const changed = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, index) => (index === 3 ? byte ^ 1 : byte));

  it.each(['1.snapshot.json', '1.targets.json'])('is refused: %s', async (name) => {
    const sound = Buffer.from(repository.file(name)).toString();
    repository.files.set(name, toUtf8(sound.replace('"1.0.31"', '"1.0.30"')));
    await expect(visited()).rejects.toEqual(code('TUF_HASH'));
  });

  it('is refused: a target', async () => {
    for (const [name, bytes] of repository.files)
      if (name.startsWith('targets/')) repository.files.set(name, changed(bytes));
    await expect((await visited()).target(PATH)).rejects.toEqual(code('TUF_HASH'));
  });

  it.each([
    ['no hash at all', {}],
    ['a hash of a broken algorithm', { md5: '5d41402abc4b2a76b9719d911017c592' }],
  ])('is refused: a target with %s', async (_, hashes) => {
    repository.publish({ targets: { targets: { [PATH]: { length: 5, hashes } } } });
    await expect((await visited()).target(PATH)).rejects.toEqual(code('TUF_HASH'));
  });

  it('is not taken from beside the repository', async () => {
    for (const name of repository.files.keys()) if (name.startsWith('targets/')) repository.files.delete(name);
    await expect((await visited()).target(PATH)).rejects.toEqual(code('TUF_MISSING'));
  });
});

describe('T-TUF-05 a file of another length', () => {
  it.each(['1.snapshot.json', '1.targets.json'])('is refused: %s', async (name) => {
    repository.files.set(name, Buffer.concat([repository.file(name), Buffer.from('\n')]));
    await expect(visited()).rejects.toEqual(code('TUF_LENGTH'));
  });

  it('is refused: a target', async () => {
    for (const name of repository.files.keys())
      if (name.startsWith('targets/')) repository.files.set(name, toUtf8('hello!'));
    await expect((await visited()).target(PATH)).rejects.toEqual(code('TUF_LENGTH'));
  });

  it('is never asked for beyond what is signed or what our limits allow: endless data ends there', async () => {
    const metadata = new MapFetcher(repository.files);
    const targets = new MapFetcher(repository.files, 'targets/');
    const opened = await TufRepository.open({ ...client, metadata, targets, now: NOW });
    await opened.target(PATH);
    const limits = Object.fromEntries(metadata.asked.map(({ path, maxBytes }) => [path, maxBytes]));
    expect(limits).toEqual({
      '2.root.json': 98_304,
      'timestamp.json': 16_384,
      '1.snapshot.json': repository.file('1.snapshot.json').length,
      '1.targets.json': repository.file('1.targets.json').length,
    });
    expect(targets.asked.map(({ maxBytes }) => maxBytes)).toEqual([5, 5]);
    await expect(opened.target(PATH, 4)).rejects.toEqual(code('TUF_LENGTH'));
  });

  it('does not hide behind a length that nobody signed', async () => {
    repository.publish({
      timestamp: { meta: { 'snapshot.json': { version: 2, length: 1e12 } } },
      snapshot: { meta: { 'targets.json': { version: 2, length: 1e12 } } },
    });
    const metadata = new MapFetcher(repository.files);
    await expect(TufRepository.open({ ...client, metadata, targets: metadata, now: NOW })).rejects.toEqual(
      code('TUF_LENGTH'),
    );
    expect(Math.max(...metadata.asked.map(({ maxBytes }) => maxBytes))).toBe(1_048_576);
  });

  it.each([
    ['targets', (table: object) => ({ targets: { targets: table } })],
    ['delegated roles', (table: object) => ({ targets: { delegations: { keys: {}, roles: Object.values(table) } } })],
    ['keys of delegations', (table: object) => ({ targets: { delegations: { keys: table, roles: [] } } })],
    ['metadata files', (table: object) => ({ snapshot: { meta: table } })],
  ])('may not list %s without measure', async (_, said) => {
    const table = Object.fromEntries(Array.from({ length: 1025 }, (__, index) => [`${index}`, {}]));
    repository.publish(said(table));
    await expect(visited()).rejects.toThrow('more than the 1024 entries');
  });

  it('may not come as roots without end', async () => {
    for (let version = 2; version <= 258; version++) repository.publishRoot();
    await expect(visited()).rejects.toEqual(code('TUF_ROOTS_ENDLESS'));
  });
});

describe('T-TUF-06 metadata under its threshold', () => {
  const NAMES = { timestamp: 'timestamp.json', snapshot: '1.snapshot.json', targets: '1.targets.json' } as const;

  it.each(Object.entries(NAMES))('is refused: %s signed by a stranger', async (role, name) => {
    if (role !== 'timestamp') repository.publish(loose(role));
    const file = role === 'timestamp' ? name : name.replace('1.', '2.');
    resign(file, {}, [newKey()]);
    await expect(visited()).rejects.toEqual(code('TUF_THRESHOLD'));
  });

  /** The file above it names a version alone, so that only the signature stands in the way. */
  const loose = (role: string) =>
    role === 'snapshot'
      ? { timestamp: { meta: { 'snapshot.json': { version: 2 } } } }
      : { snapshot: { meta: { 'targets.json': { version: 2 } } } };

  it('is refused: one of two keys, and two signatures under one key id', async () => {
    const keys = [newKey(), newKey()];
    repository.threshold.timestamp = 2;
    repository.publishRoot({ timestamp: keys });
    repository.publish();
    await expect(visited()).resolves.toBeDefined();
    resign('timestamp.json', {}, keys.slice(0, 1));
    client = { ...client, store: await stores.fresh() };
    await expect(visited()).rejects.toEqual(code('TUF_THRESHOLD'));
    resign('timestamp.json', {}, [...keys.slice(0, 1), ...keys.slice(0, 1)]);
    await expect(visited()).rejects.toEqual(code('TUF_INVALID'));
  });

  it.each([
    ['lists a key id twice', (ids: readonly string[]) => ({ keyids: [...ids, ...ids], threshold: 2 })],
    ['has the threshold 0', (keyids: readonly string[]) => ({ keyids, threshold: 0 })],
    ['has the threshold -1', (keyids: readonly string[]) => ({ keyids, threshold: -1 })],
  ])('is refused: a root whose role %s', async (_, change) => {
    repository.publishRoot();
    const { roles } = signedPartOf(repository.file('2.root.json')) as { roles: Record<Role, { keyids: string[] }> };
    const timestamp = change(roles.timestamp.keyids);
    resign('2.root.json', { roles: { ...roles, timestamp } }, repository.keys.root);
    await expect(visited()).rejects.toEqual(code('TUF_INVALID'));
  });

  it('is refused: a new root that only its own keys signed, or only those before', async () => {
    const before = repository.keys.root;
    repository.publishRoot({ root: [newKey()] });
    resign('2.root.json', {}, repository.keys.root);
    await expect(visited()).rejects.toEqual(code('TUF_THRESHOLD'));
    resign('2.root.json', {}, before);
    await expect(visited()).rejects.toEqual(code('TUF_THRESHOLD'));
  });

  it.each([0, -1, '2', null])('is refused: the version %j, by which nobody can count', async (version) => {
    resign('timestamp.json', { version }, repository.keys.timestamp);
    await expect(visited()).rejects.toEqual(code('TUF_INVALID'));
  });

  it('is refused: JSON that two readers could read as two documents', async () => {
    const twice = Buffer.from(repository.file('timestamp.json'))
      .toString()
      .replace('"version":1', '"version":1,"version":1');
    repository.files.set('timestamp.json', toUtf8(twice));
    await expect(visited()).rejects.toEqual(code('TUF_INVALID'));
  });
});

describe('T-TUF-07 an expired root', () => {
  it('is refused when it is the last one', async () => {
    repository.expires.root = '2025-06-01T00:00:00Z';
    repository.publishRoot();
    await expect(visited()).rejects.toThrow('root.json has expired');
  });

  it('is refused before anything else is asked for', async () => {
    repository.expires.root = NOW;
    repository.publishRoot();
    repository.files.delete('timestamp.json');
    await expect(visited()).rejects.toEqual(code('TUF_EXPIRED'));
  });

  it('is walked past when it is not', async () => {
    repository.expires.root = '2025-06-01T00:00:00Z';
    repository.publishRoot();
    repository.expires.root = '2026-06-01T00:00:00Z';
    repository.publishRoot();
    expect((await visited()).roles.get('root')?.version).toBe(3);
  });
});

describe('T-TUF-08 a repository that was driven forward by stolen keys', () => {
  it.each<Role>(['timestamp', 'snapshot'])('recovers when the keys of %s are exchanged', async (role) => {
    const sound = { ...repository.versions };
    Object.assign(repository.versions, { [role]: 1_000_000, timestamp: 1_000_000 });
    repository.publish();
    await visited();
    Object.assign(repository.versions, { timestamp: sound.timestamp, snapshot: sound.snapshot });
    repository.publish();
    await expect(visited()).rejects.toEqual(code('TUF_ROLLBACK'));
    repository.publishRoot({ timestamp: [newKey()], ...(role === 'snapshot' ? { snapshot: [newKey()] } : {}) });
    repository.publish();
    expect((await visited()).roles.get('timestamp')?.version).toBe(3);
  });
});

describe('T-ROOT-01 a trust root from the wrong place', () => {
  it('is refused: a repository that does not follow from the given root', async () => {
    const other = new SignedRepository().publish();
    await expect(visit(client, other.files)).rejects.toEqual(code('TUF_THRESHOLD'));
  });

  it('is refused: a store of another repository', async () => {
    repository.publishRoot();
    await visited();
    const other = new SignedRepository().publish();
    await expect(visit({ ...client, root: other.bootstrap }, other.files)).rejects.toEqual(code('TUF_STORE_FOREIGN'));
  });

  it('is refused: a root that did not sign itself, and what is no root', async () => {
    const unsigned = signedBy(signedPartOf(repository.bootstrap), [newKey()]);
    await expect(visit({ ...client, root: unsigned }, repository.files)).rejects.toEqual(code('TUF_THRESHOLD'));
    for (const root of [toUtf8('{}'), toUtf8('no JSON'), repository.file('timestamp.json')])
      await expect(visit({ ...client, root }, repository.files)).rejects.toEqual(code('TUF_INVALID'));
  });
});

describe('T-ROOT-02 a trust root that is rolled back', () => {
  it('is refused: a target of an older state in the place of the newer one', async () => {
    const older = [...repository.files].filter(([name]) => name.startsWith('targets/'));
    repository.targets.set(PATH, toUtf8('HELLO'));
    repository.publish();
    const [newer = ''] = [...repository.files.keys()].filter((name) => name.startsWith('targets/')).slice(-1);
    repository.files.set(newer, older[0]?.[1] ?? new Uint8Array());
    await expect((await visited()).target(PATH)).rejects.toEqual(code('TUF_HASH'));
  });

  it('is refused even when all else in the store was lost but the timestamp', async () => {
    const older = new Map(repository.files);
    repository.publish();
    await visited();
    const { store } = client;
    const timestamp = await readFile(join(store, 'timestamp.json'));
    client = { ...client, store: await stores.fresh() };
    await writeFile(join(client.store, 'timestamp.json'), timestamp);
    await expect(visit(client, older)).rejects.toEqual(code('TUF_ROLLBACK'));
  });

  it.each(['timestamp.json', 'snapshot.json', 'targets.json'])(
    'is not made possible by a damaged %s in the store',
    async (name) => {
      await visited();
      await writeFile(join(client.store, name), '{"signed":');
      await expect(visited()).rejects.toEqual(code('TUF_STORE_DAMAGED'));
    },
  );

  it('leaves nothing in the store that was not accepted', async () => {
    await visited();
    const before = await readFile(join(client.store, 'timestamp.json'));
    repository.publish();
    resign('timestamp.json', {}, [newKey()]);
    await expect(visited()).rejects.toEqual(code('TUF_THRESHOLD'));
    expect(await readFile(join(client.store, 'timestamp.json'))).toEqual(before);
  });
});
