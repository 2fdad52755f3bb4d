import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { houseOf, readHouse, ROOT } from './house.js';
import {
  addresses,
  lockDrift,
  refusedPackages,
  undeclared,
  unpinned,
  type Lockfile,
  type Manifest,
} from './packages.js';

const textOf = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');
const manifest = JSON.parse(textOf('package.json')) as Manifest;
const lockfile = JSON.parse(textOf('package-lock.json')) as Lockfile;

describe('package.json', () => {
  it('pins every version', () => {
    expect(unpinned(manifest)).toEqual([]);
  });

  it.each(['^1.2.3', '~1.2.3', '1.x', '*', 'latest', '>=1.2.3', 'github:a/b', 'npm:a@^1.2.3', 'npm:a@1'])(
    'is caught with %s',
    (version) => {
      expect(unpinned({ dependencies: { a: version }, devDependencies: {} })).toHaveLength(1);
      expect(unpinned({ dependencies: {}, devDependencies: {}, overrides: { b: { a: version } } })).toHaveLength(1);
    },
  );

  it('declares every package that is imported, for use where products import it', () => {
    expect(undeclared(readHouse(), manifest)).toEqual([]);
  });

  it('is caught when an import is declared for development only, or not at all', () => {
    const made = { dependencies: { zod: '1.0.0' }, devDependencies: { ajv: '1.0.0' } };
    const text = `import 'zod';\nimport 'ajv';\nimport 'left-pad';\nimport 'node:fs';`;
    expect(undeclared(houseOf({ 'libs/kernel/src/a.ts': text }), made)).toHaveLength(2);
    expect(undeclared(houseOf({ 'libs/kernel/src/a.spec.ts': text }), made)).toHaveLength(1);
  });

  it('names the front door of each room that has one, in source and built', () => {
    const rooms = ['libs', 'apps'].flatMap((folder) =>
      readdirSync(`${ROOT}${folder}`).map((name) => `${folder}/${name}`),
    );
    const doors = rooms.filter((room) => readdirSync(`${ROOT}${room}/src`).includes('index.ts'));
    const expected = doors.map((room) => [
      `#${room.slice(5)}`,
      { source: `./${room}/src/index.ts`, default: `./dist/${room}/src/index.js` },
    ]);
    expect(Object.entries(manifest.imports)).toEqual(expect.arrayContaining(expected));
  });

  it('is the only one', () => {
    const folders = ['libs', 'apps', 'test', 'mappings', 'docs', 'scripts'];
    const names = folders.flatMap((folder) => readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' }));
    expect(names.filter((name) => /(^|\/)package(-lock)?\.json$/.test(name))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('brings no refused cryptography to those who install us', () => {
    expect(refusedPackages(lockfile)).toEqual([]);
  });

  it('is caught when it does, however deep', () => {
    const made = { 'node_modules/a/node_modules/elliptic': {}, 'node_modules/node-forge': { dev: true } };
    expect(refusedPackages({ packages: made })).toEqual(['node_modules/a/node_modules/elliptic']);
  });

  it('holds no address, and npm is told to keep it so', () => {
    expect(addresses(lockfile)).toEqual([]);
    expect(addresses({ packages: { 'node_modules/a': { resolved: 'https://example.org/a.tgz' } } })).toHaveLength(1);
    expect(textOf('.npmrc').split('\n')).toContain('omit-lockfile-registry-resolved=true');
    expect(textOf('.npmrc')).not.toMatch(/registry=|_auth|https?:/);
  });

  it('agrees with package.json', () => {
    expect(lockDrift(manifest, lockfile)).toEqual([]);
    const asked = { dependencies: { a: '1.0.0' }, devDependencies: {} };
    expect(lockDrift(asked, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toEqual(['a 1.0.0']);
  });
});
