import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { digestOf, fromUtf8 } from '#kernel';
import { loadTrustRoot } from '#verification';

import { frameworkOf, packageFrameworks } from './package-frameworks.js';
import { packageRoot } from './package-root.js';
import { PackagedTrustSeeds, publicGoodTrustRoot } from './trust-seeds.js';

describe('the frameworks of the package', () => {
  const framework = packageFrameworks().current();

  it('are SSDF 1.1 with its 42 tasks, each mapped', () => {
    const controls = framework.catalog.groups.flatMap(({ practices }) => practices.flatMap(({ controls }) => controls));
    expect(controls).toHaveLength(42);
    expect(Object.keys(framework.mapping.controls).sort()).toEqual(controls.map(({ id }) => id).sort());
  });

  it('are named by the digests of their files', () => {
    const file = readFileSync(join(packageRoot(), 'mappings/ssdf-1.1.mapping.yaml'));
    expect(framework.mappingDigest).toBe(digestOf(file));
    expect(framework.catalogDigest).toBe(digestOf(framework.catalogBytes));
  });

  it('are refused when a control is not mapped', () => {
    const [first = ''] = Object.keys(framework.mapping.controls);
    const renamed = fromUtf8(framework.mappingBytes).replace(`${first}:`, 'XX.1.1:');
    expect(() => frameworkOf(framework.catalogBytes, Buffer.from(renamed))).toThrow(/XX\.1\.1/);
  });
});

describe('the shipped trust root', () => {
  const root = publicGoodTrustRoot();

  it('is a Sigstore trusted root that loads, named by its bytes', () => {
    expect(root).toMatchObject({ name: 'public-good', source: 'seed', digest: digestOf(root.bytes) });
    const loaded = loadTrustRoot(root);
    expect(loaded.certificateAuthorities.length).toBeGreaterThan(0);
    expect(loaded.logs.size).toBeGreaterThan(0);
    expect(loaded.ctLogs.size).toBeGreaterThan(0);
  });

  it('says when its metadata expires, as the TUF root that ships beside it does', () => {
    expect(root.expires).toMatch(/^2026-06-22T/);
  });

  it('is what a new organization starts from', () => {
    expect(new PackagedTrustSeeds().all()).toEqual([root]);
  });
});
