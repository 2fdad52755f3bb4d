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

describe('the frameworks of the package that rest on others', () => {
  const frameworks = packageFrameworks();
  const bytesOf = (file: string) => new Uint8Array(readFileSync(join(packageRoot(), 'mappings', file)));

  it('SP 800-218A is judged by its 6 tasks and the 42 it adopts, with the files below', () => {
    const { catalog, texts, mappingDigests, catalogDigest } = frameworks.framework('sp800-218a');
    expect(controlsOf(catalog)).toHaveLength(48);
    expect(controlsOf(catalog).every(({ summary }) => summary.length > 0)).toBe(true);
    expect(texts.below).toEqual({ name: 'ssdf-1.1.catalog.yaml', bytes: bytesOf('ssdf-1.1.catalog.yaml') });
    expect(catalogDigest).toBe(digestOf(bytesOf('sp800-218a.catalog.yaml')));
    expect(mappingDigests).toEqual([
      digestOf(bytesOf('ssdf-1.1.mapping.yaml')),
      digestOf(bytesOf('sp800-218a.mapping.yaml')),
    ]);
  });

  it('the draft of SSDF 1.2 judges what it adopts as SSDF 1.1 does', () => {
    const before = frameworks.framework('ssdf-1.1').mapping.controls;
    const draft = frameworks.framework('ssdf-1.2-ipd');
    expect(controlsOf(draft.catalog)).toHaveLength(49);
    expect(JSON.stringify(draft.mapping.controls['PS.2.1'])).toBe(JSON.stringify(before['PS.2.1']));
    expect(JSON.stringify(draft.mapping.controls['RV.1.2'])).not.toBe(JSON.stringify(before['RV.1.2']));
    expect(draft.texts).not.toHaveProperty('below');
  });

  it('SLSA 1.2 rests on nothing but itself', () => {
    const { catalog, mappingDigests } = frameworks.framework('slsa-1.2');
    expect(controlsOf(catalog)).toHaveLength(22);
    expect(mappingDigests).toEqual([digestOf(bytesOf('slsa-1.2.mapping.yaml'))]);
  });

  it.each(['cisa-form-1.0', 'eo-14028-4e'])('%s has no mapping of its own', (id) => {
    expect(() => frameworks.framework(id)).toThrow(expect.objectContaining({ code: 'FRAMEWORK_UNKNOWN' }));
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

const MISSING = {
  'sp800-218a.mapping.yaml': 'there is no mapping sp800-218a',
  'sp800-218a.catalog.yaml': 'there is no sp800-218a.catalog.yaml beside sp800-218a.mapping.yaml',
  'ssdf-1.1.catalog.yaml': 'there is no ssdf-1.1.catalog.yaml beside sp800-218a.mapping.yaml',
} as const;

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

  it('says which file is missing where a mapping rests on one that is not there', () => {
    for (const name of ['sp800-218a.mapping.yaml', 'sp800-218a.catalog.yaml', 'ssdf-1.1.catalog.yaml'] as const) {
      expect(() => new FolderFrameworks(folder).framework('sp800-218a')).toThrow(
        expect.objectContaining({ code: 'FRAMEWORK_UNKNOWN', message: expect.stringContaining(MISSING[name]) }),
      );
      writeFileSync(join(folder, name), readFileSync(join(packageRoot(), 'mappings', name)));
    }
    expect(() => new FolderFrameworks(folder).framework('sp800-218a')).toThrow(/mapping ssdf-1\.1-evidence beside/);
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
