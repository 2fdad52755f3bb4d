import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { parseCycloneDx } from './cyclonedx.js';
import { parseSpdx2, parseSpdx3 } from './spdx.js';

describe('an SPDX 2 document', () => {
  const VALID = {
    spdxVersion: 'SPDX-2.3',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: 'app',
    packages: [
      {
        SPDXID: 'SPDXRef-a',
        name: 'a',
        versionInfo: '1',
        externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:npm/a@1' }],
      },
      { SPDXID: 'SPDXRef-b', name: 'b', versionInfo: '1', checksums: [{ algorithm: 'SHA256', checksumValue: 'ff' }] },
      {
        SPDXID: 'SPDXRef-c',
        name: 'c',
        versionInfo: '1',
        externalRefs: [{ referenceType: 'website', referenceLocator: 'https://c.example' }],
      },
      {
        SPDXID: 'SPDXRef-d',
        name: 'd',
        externalRefs: [{ referenceType: 'cpe23Type', referenceLocator: 'cpe:2.3:a:d' }],
      },
    ],
    relationships: [relation('DESCRIBES'), relation('DEPENDS_ON')],
  };
  const read = (json: JsonValue) => parseSpdx2(fieldOf(json));

  it('counts packages, and those with a version and a purl, CPE or digest', () => {
    expect(read(VALID)).toMatchObject({
      kind: 'sbom',
      format: 'spdx',
      specVersion: '2.3',
      components: 4,
      identifiedComponents: 2,
      hasDependencies: true,
    });
  });

  it('has no dependencies when it only describes', () => {
    expect(read(withChange(VALID, 'relationships.1', undefined))).toMatchObject({ hasDependencies: false });
    expect(read(withChange(VALID, 'relationships', undefined))).toMatchObject({ hasDependencies: false });
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['of another version', 'spdxVersion', 'SPDX-2.1', 'FORMAT_VERSION'],
    ['without a version', 'spdxVersion', undefined, 'FIELD_MISSING'],
    ['without an identifier of its own', 'SPDXID', undefined, 'FIELD_MISSING'],
    ['with an empty identifier', 'SPDXID', '', 'FIELD_INVALID'],
    ['without a name', 'name', undefined, 'FIELD_MISSING'],
    ['whose package has no identifier', 'packages.0.SPDXID', undefined, 'FIELD_MISSING'],
    ['whose package has an identifier of another form', 'packages.0.SPDXID', 'a', 'FIELD_INVALID'],
    ['whose packages are no list', 'packages', {}, 'FIELD_INVALID'],
    ['whose package is no object', 'packages.0', 'a', 'FIELD_INVALID'],
    ['whose relationship has no type', 'relationships.0.relationshipType', undefined, 'FIELD_MISSING'],
    ['whose relationship is of its own', 'relationships.0.relationshipType', 'LIKES', 'FIELD_INVALID'],
    ['whose relationship comes from nowhere', 'relationships.0.spdxElementId', undefined, 'FIELD_MISSING'],
    ['whose relationship leads nowhere', 'relationships.0.relatedSpdxElement', '', 'FIELD_MISSING'],
    ['whose checksum is of no kind', 'packages.1.checksums.0.algorithm', undefined, 'FIELD_MISSING'],
    ['whose checksum is none', 'packages.1.checksums.0.checksumValue', '', 'FIELD_MISSING'],
    ['whose reference is to nothing', 'packages.0.externalRefs.0.referenceLocator', undefined, 'FIELD_MISSING'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });
});

function relation(relationshipType: string) {
  return { spdxElementId: 'SPDXRef-DOCUMENT', relatedSpdxElement: 'SPDXRef-a', relationshipType };
}

describe('an SPDX 3 document', () => {
  const VALID = {
    '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    '@graph': [
      { type: 'CreationInfo', specVersion: '3.0.1' },
      {
        type: 'software_Package',
        spdxId: 'urn:spdx:a',
        software_packageVersion: '1',
        software_packageUrl: 'pkg:npm/a@1',
      },
      {
        type: 'software_Package',
        spdxId: 'urn:spdx:b',
        software_packageVersion: '1',
        externalIdentifier: [{ externalIdentifierType: 'cpe23', identifier: 'cpe:2.3:a:b' }],
      },
      {
        type: 'software_Package',
        spdxId: 'urn:spdx:c',
        software_packageVersion: '1',
        externalIdentifier: [{ externalIdentifierType: 'email', identifier: 'c@acme.example' }],
      },
      { type: 'software_Package', spdxId: 'urn:spdx:d', verifiedUsing: [{}] },
      {
        type: 'LifecycleScopedRelationship',
        from: 'urn:spdx:a',
        to: ['_:b', { type: 'software_File' }, 'NoneElement'],
        relationshipType: 'dependsOn',
      },
    ],
  };
  const read = (json: JsonValue) => parseSpdx3(fieldOf(json));

  it('counts packages of its graph, and those with a version and a purl, CPE or digest', () => {
    expect(read(VALID)).toMatchObject({
      kind: 'sbom',
      format: 'spdx',
      specVersion: '3.0.1',
      components: 4,
      identifiedComponents: 2,
      hasDependencies: true,
    });
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['of another context', '@context', 'https://spdx.org/rdf/3.1.0/spdx-context.jsonld', 'FIELD_INVALID'],
    ['without a context', '@context', undefined, 'FIELD_MISSING'],
    ['whose package has no id', '@graph.1.spdxId', undefined, 'FIELD_MISSING'],
    [
      'whose package has an identifier of nothing',
      '@graph.2.externalIdentifier.0.identifier',
      undefined,
      'FIELD_MISSING',
    ],
    ['whose relationship comes from nowhere', '@graph.5.from', undefined, 'FIELD_MISSING'],
    ['whose relationship leads nowhere', '@graph.5.to', [], 'FIELD_INVALID'],
    ['whose relationship leads to a bare word', '@graph.5.to.0', 'b', 'FIELD_INVALID'],
    ['whose relationship is of its own', '@graph.5.relationshipType', 'likes', 'FIELD_INVALID'],
    ['whose package has an id that is no IRI', '@graph.1.spdxId', 'a', 'FIELD_INVALID'],
    ['whose identifier is of its own', '@graph.2.externalIdentifier.0.externalIdentifierType', 'isbn', 'FIELD_INVALID'],
    ['that joins parts of another version', '@graph.4', { type: 'CreationInfo', specVersion: '2.3' }, 'FORMAT_VERSION'],
    ['whose graph is no list', '@graph', 'nodes', 'FIELD_INVALID'],
    ['whose elements have no type', '@graph.1.type', undefined, 'FIELD_MISSING'],
    ['that states no version', '@graph.0', undefined, 'FORMAT_VERSION'],
    ['of another version', '@graph.0.specVersion', '3.1', 'FORMAT_VERSION'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });
});

describe('a CycloneDX document', () => {
  const VALID = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [
      {
        type: 'library',
        name: 'a',
        version: '1',
        purl: 'pkg:npm/a@1',
        components: [
          { type: 'library', name: 'b', version: '1', hashes: [{ alg: 'SHA-256', content: 'f'.repeat(64) }] },
        ],
      },
      { type: 'library', name: 'c', version: '1' },
      { type: 'library', name: 'd', purl: 'pkg:npm/d' },
    ],
    dependencies: [{ ref: 'a', dependsOn: ['b'] }],
  };
  const VEX = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    vulnerabilities: [
      {
        id: 'CVE-1',
        references: [{ id: 'GHSA-1', source: {} }],
        recommendation: 'None.',
        analysis: {
          state: 'false_positive',
          justification: 'code_not_present',
          detail: 'Not compiled in.',
          lastUpdated: '2026-01-01T00:00:00Z',
        },
        affects: [{ ref: 'pkg:npm/a@1' }],
      },
      { id: 'CVE-2', analysis: { state: 'exploitable' } },
      { id: 'CVE-3', analysis: { state: 'resolved' } },
      { id: 'CVE-4', analysis: { state: 'in_triage' } },
      { id: 'CVE-5' },
    ],
  };
  const read = (json: JsonValue) => parseCycloneDx(fieldOf(json));

  it('counts components at every depth, and those with a version and a purl, CPE or digest', () => {
    expect(read(VALID)).toMatchObject({
      kind: 'sbom',
      format: 'cyclonedx',
      specVersion: '1.6',
      components: 4,
      identifiedComponents: 2,
      hasDependencies: true,
    });
  });

  it('has no dependencies when its graph has no edge', () => {
    expect(read(withChange(VALID, 'dependencies.0.dependsOn', []))).toMatchObject({ hasDependencies: false });
  });

  it('is a VEX when it analyses vulnerabilities and lists no component', () => {
    expect(read(VEX)).toEqual({
      kind: 'vex',
      format: 'cyclonedx',
      statements: [
        {
          vulnerability: 'CVE-1',
          aliases: ['GHSA-1'],
          status: 'not_affected',
          at: '2026-01-01T00:00:00.000Z',
          products: [{ id: 'pkg:npm/a@1', identifiers: new Map(), hashes: new Map(), subcomponents: [] }],
          justification: 'code_not_present',
          impactStatement: 'Not compiled in.',
          actionStatement: 'None.',
        },
        { vulnerability: 'CVE-2', aliases: [], status: 'affected', products: [] },
        { vulnerability: 'CVE-3', aliases: [], status: 'fixed', products: [] },
        { vulnerability: 'CVE-4', aliases: [], status: 'under_investigation', products: [] },
      ],
    });
  });

  it('stays an SBOM when it lists components besides', () => {
    expect(read({ ...VALID, vulnerabilities: VEX.vulnerabilities }).kind).toBe('sbom');
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['of another format', 'bomFormat', 'Other', 'FIELD_INVALID'],
    ['of a version not supported', 'specVersion', '1.3', 'FORMAT_VERSION'],
    ['whose components are no list', 'components', 'all', 'FIELD_INVALID'],
    ['whose component has a version that is no text', 'components.0.version', 1, 'FIELD_INVALID'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });

  it('is refused with an analysis state that nobody defined', () => {
    expect(refusalOf(() => read(withChange(VEX, 'vulnerabilities.0.analysis.state', 'fine')))).toBe('FIELD_INVALID');
  });
});
