// The 2026 Minimum Elements for an SBOM, field by field: with each of them taken away, exactly that one is missing.
import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf } from '../../testing/refusal.js';
import type { Predicate } from '../predicate.js';
import { parseCycloneDx } from './cyclonedx.js';
import { parseSpdx2, parseSpdx3 } from './spdx.js';

function missingIn(predicate: Predicate): readonly string[] {
  if (predicate.kind !== 'sbom') throw new TypeError('no SBOM');
  return Object.entries(predicate.elements).flatMap(([element, isThere]) => (isThere ? [] : [element]));
}

/** Takes each path away from the document and says which elements are then missing. */
function missingWithout(document: JsonValue, read: (json: JsonValue) => Predicate) {
  return (paths: readonly string[]): readonly string[] =>
    missingIn(read(paths.reduce((changed, path) => withChange(changed, path, undefined), document)));
}

describe('the minimum elements of a CycloneDX document', () => {
  const COMPLETE = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: '2026-01-01T00:00:00Z',
      authors: [{ name: 'Ada' }],
      lifecycles: [{ phase: 'build' }],
      tools: { components: [{ type: 'application', name: 'syft', version: '1.4.0' }] },
    },
    components: [
      {
        type: 'library',
        'bom-ref': 'a',
        name: 'a',
        version: '1',
        publisher: 'acme',
        purl: 'pkg:npm/a@1',
        hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
        licenses: [{ license: { id: 'MIT' } }],
        components: [
          {
            type: 'library',
            'bom-ref': 'b',
            name: 'b',
            version: '1',
            publisher: 'acme',
            cpe: 'cpe:2.3:a:b:b:1:*:*:*:*:*:*:*',
            hashes: [{ alg: 'SHA-256', content: 'b'.repeat(64) }],
            licenses: [{ expression: 'MIT' }],
          },
        ],
      },
    ],
    dependencies: [{ ref: 'a', dependsOn: ['b'] }],
  };
  const without = missingWithout(COMPLETE, (json) => parseCycloneDx(fieldOf(json)));

  it('are all there', () => {
    expect(without([])).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['who made it', ['metadata.authors'], ['author']],
    ['when', ['metadata.timestamp'], ['timestamp']],
    ['by which tool', ['metadata.tools'], ['toolName', 'toolVersion']],
    ['by which version of the tool', ['metadata.tools.components.0.version'], ['toolVersion']],
    ['at which time of its life', ['metadata.lifecycles'], ['generationContext']],
    ['which version of the document', ['version'], ['sbomVersion']],
    ['all of that', ['metadata'], ['author', 'timestamp', 'toolName', 'toolVersion', 'generationContext']],
    ['the producer of one component', ['components.0.publisher'], ['componentProducers']],
    ['the version of a component within another', ['components.0.components.0.version'], ['componentVersions']],
    ['a package URL where there is a digest', ['components.0.purl'], []],
    ['the digest of a component', ['components.0.hashes'], ['componentHashes']],
    ['both', ['components.0.purl', 'components.0.hashes'], ['componentIdentifiers', 'componentHashes']],
    ['the licence of a component', ['components.0.components.0.licenses'], ['componentLicenses']],
    ['its place in the graph', ['dependencies.0.dependsOn.0'], ['componentRelationships']],
    ['the name it has in the graph', ['components.0.bom-ref'], ['componentRelationships']],
  ])('but for what it does not say: %s', (_, paths, missing) => {
    expect(without(paths)).toEqual(missing);
  });

  it('are read from tools as they were listed before 1.5', () => {
    const tools = [{ vendor: 'anchore', name: 'syft', version: '1.4.0' }];
    const old = withChange({ ...COMPLETE, specVersion: '1.4' }, 'metadata', { tools });
    expect(missingIn(parseCycloneDx(fieldOf(old)))).not.toContain('toolVersion');
  });

  it('that are asked of components are missing where there is none', () => {
    expect(without(['components']).filter((element) => element.startsWith('component'))).toHaveLength(7);
  });
});

describe('the minimum elements of an SPDX 2 document', () => {
  const COMPLETE = {
    spdxVersion: 'SPDX-2.3',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: 'app',
    documentNamespace: 'https://acme.example/app-1',
    creationInfo: { created: '2026-01-01T00:00:00Z', creators: ['Tool: syft-1.4.0', 'Organization: acme'] },
    packages: [
      {
        SPDXID: 'SPDXRef-a',
        name: 'a',
        versionInfo: '1',
        supplier: 'NOASSERTION',
        licenseDeclared: 'MIT',
        checksums: [{ algorithm: 'SHA256', checksumValue: 'ff' }],
        externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:npm/a@1' }],
      },
    ],
    relationships: [
      { spdxElementId: 'SPDXRef-DOCUMENT', relatedSpdxElement: 'SPDXRef-a', relationshipType: 'DESCRIBES' },
    ],
  };
  const without = missingWithout(COMPLETE, (json) => parseSpdx2(fieldOf(json)));

  it('are all there but for the time of its life, for which the format has no field', () => {
    expect(without([])).toEqual(['generationContext']);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['who made it', ['creationInfo.creators.1'], ['author']],
    ['by which tool', ['creationInfo.creators.0'], ['toolName', 'toolVersion']],
    ['when', ['creationInfo.created'], ['timestamp']],
    ['which version of the document', ['documentNamespace'], ['sbomVersion']],
    ['the producer, not even that it is unknown', ['packages.0.supplier'], ['componentProducers']],
    ['the version', ['packages.0.versionInfo'], ['componentVersions']],
    ['the digest', ['packages.0.checksums'], ['componentHashes']],
    ['the licence', ['packages.0.licenseDeclared'], ['componentLicenses']],
    ['its relations', ['relationships'], ['componentRelationships']],
  ])('but for what it does not say: %s', (_, paths, missing) => {
    expect(without(paths).filter((element) => element !== 'generationContext')).toEqual(missing);
  });

  it('know a tool whose version is not said', () => {
    const unversioned = withChange(COMPLETE, 'creationInfo.creators.0', 'Tool: syft');
    expect(missingIn(parseSpdx2(fieldOf(unversioned)))).toEqual(['toolVersion', 'generationContext']);
  });
});

describe('the minimum elements of an SPDX 3 document', () => {
  const COMPLETE = {
    '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    '@graph': [
      {
        type: 'CreationInfo',
        specVersion: '3.0.1',
        created: '2026-01-01T00:00:00Z',
        createdBy: ['urn:spdx:acme'],
        createdUsing: ['urn:spdx:syft'],
      },
      { type: 'Tool', spdxId: 'urn:spdx:syft', name: 'syft-1.4.0' },
      { type: 'SpdxDocument', spdxId: 'urn:spdx:document' },
      { type: 'software_Sbom', spdxId: 'urn:spdx:sbom', software_sbomType: ['build'] },
      {
        type: 'software_Package',
        spdxId: 'urn:spdx:a',
        name: 'a',
        suppliedBy: 'urn:spdx:acme',
        software_packageVersion: '1',
        software_packageUrl: 'pkg:npm/a@1',
        verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: 'ff' }],
      },
      { type: 'Relationship', from: 'urn:spdx:a', to: ['urn:spdx:mit'], relationshipType: 'hasDeclaredLicense' },
      { type: 'Relationship', from: 'urn:spdx:app', to: ['urn:spdx:a'], relationshipType: 'dependsOn' },
    ],
  };
  const without = missingWithout(COMPLETE, (json) => parseSpdx3(fieldOf(json)));

  it('are all there', () => {
    expect(without([])).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['who made it', ['@graph.0.createdBy'], ['author']],
    ['when', ['@graph.0.created'], ['timestamp']],
    ['by which tool', ['@graph.0.createdUsing'], ['toolName']],
    ['by which version of the tool', ['@graph.1'], ['toolVersion']],
    ['which document', ['@graph.2'], ['sbomVersion']],
    ['at which time of its life', ['@graph.3.software_sbomType'], ['generationContext']],
    ['the producer', ['@graph.4.suppliedBy'], ['componentProducers']],
    ['the name', ['@graph.4.name'], ['componentNames']],
    ['the version', ['@graph.4.software_packageVersion'], ['componentVersions']],
    ['the digest', ['@graph.4.verifiedUsing'], ['componentHashes']],
    ['the licence', ['@graph.5'], ['componentLicenses']],
    ['its relations', ['@graph.6'], ['componentRelationships']],
  ])('but for what it does not say: %s', (_, paths, missing) => {
    expect(without(paths)).toEqual(missing);
  });
});
