import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { composeFramework, controlsOf } from '#compliance';
import { digestOf, fromUtf8, toUtf8 } from '#kernel';
import { loadTrustRoot } from '#verification';

import { FolderFrameworks, packageFrameworks } from './package-frameworks.js';
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
    expect(framework.mappingDigests).toEqual([digestOf(file)]);
    expect(framework.catalogDigest).toBe(digestOf(framework.texts.catalog.bytes));
  });

  it('are refused when a control is not mapped', () => {
    const [first = ''] = Object.keys(framework.mapping.controls);
    const mappings = framework.texts.mappings.map(({ name, bytes }) => ({
      name,
      bytes: toUtf8(fromUtf8(bytes).replace(`${first}:`, 'XX.1.1:')),
    }));
    expect(() => composeFramework({ ...framework.texts, mappings })).toThrow(/XX\.1\.1/);
  });
});

describe('what else stands in the folder of the frameworks', () => {
  const frameworks = packageFrameworks();
  const idsOf = (kind: string) => frameworks.list().flatMap((entry) => (entry.kind === kind ? [entry.id] : []));

  it('is listed by kind and id', () => {
    expect(idsOf('catalog')).toEqual([
      'cisa-form-1.0',
      'eo-14028-4e',
      'slsa-1.2',
      'sp800-218a',
      'ssdf-1.1',
      'ssdf-1.2-ipd',
    ]);
    expect(idsOf('view')).toEqual(['cncf-stages']);
    expect(idsOf('crosswalk').length).toBeGreaterThan(20);
    expect(idsOf('mapping')).toContain('ssdf-1.1');
  });

  it('can all be read, and every reference in it leads somewhere', () => {
    for (const id of idsOf('catalog')) expect(controlsOf(frameworks.catalog(id)).length).toBeGreaterThan(0);
    for (const id of idsOf('view')) expect(frameworks.view(id).id).toBe(id);
    for (const id of idsOf('crosswalk')) expect(frameworks.crosswalk(id).id).toBe(id);
    for (const id of idsOf('mapping')) expect(frameworks.mapping(id).catalog).toBe(id);
  });

  it.each(['nist', '../package', ''])('says so when there is no catalog "%s"', (id) => {
    expect(() => frameworks.catalog(id)).toThrow(expect.objectContaining({ code: 'FRAMEWORK_UNKNOWN' }));
  });

  it('has no official wording until somebody imports it', () => {
    expect(frameworks.wording('ssdf-1.1')).toBeUndefined();
  });
});

describe('a folder of frameworks', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'averment-frameworks-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is not opened before something in it is asked for', () => {
    writeFileSync(join(folder, 'broken.catalog.yaml'), 'nothing');
    const frameworks = new FolderFrameworks(folder);
    expect(frameworks.list()).toEqual([{ kind: 'catalog', id: 'broken' }]);
    expect(() => frameworks.catalog('broken')).toThrow(/broken\.catalog\.yaml:1/);
  });

  it('refuses a file that holds something of another name', () => {
    const shipped = readFileSync(join(packageRoot(), 'mappings/ssdf-1.1.catalog.yaml'));
    writeFileSync(join(folder, 'other.catalog.yaml'), shipped);
    expect(() => new FolderFrameworks(folder).catalog('other')).toThrow(
      expect.objectContaining({ code: 'FRAMEWORK_MISNAMED' }),
    );
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
