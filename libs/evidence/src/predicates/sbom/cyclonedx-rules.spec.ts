import { describe, expect, it } from '@jest/globals';

import type { JsonObject, JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { parseCycloneDx } from './cyclonedx.js';

const VALID: JsonObject = {
  bomFormat: 'CycloneDX',
  specVersion: '1.7',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 1,
  metadata: {
    timestamp: '2024-11-20T12:00:00Z',
    licenses: [{ license: { id: 'Apache-2.0', acknowledgement: 'declared', properties: [{ name: 'x' }] } }],
    distributionConstraints: { tlp: 'AMBER' },
  },
  components: [
    {
      type: 'library',
      'bom-ref': 'a',
      name: 'a',
      version: '1',
      scope: 'required',
      hashes: [{ alg: 'SHA-256', content: 'f'.repeat(64) }],
      licenses: [{ license: { name: 'Our own', text: { content: 'aQ==', encoding: 'base64' } } }],
      swid: { tagId: 'swid-a', name: 'a' },
      properties: [{ name: 'x', value: 'y' }],
      externalReferences: [{ type: 'website', url: 'https://a.example' }],
      pedigree: { patches: [{ type: 'backport', resolves: [{ type: 'security' }] }] },
      components: [{ type: 'file', 'bom-ref': 'b', name: 'b' }],
    },
    { type: 'library', name: 'c', isExternal: true, versionRange: 'vers:npm/>=1' },
  ],
  services: [{ 'bom-ref': 's', name: 's', data: [{ flow: 'inbound', classification: 'public' }] }],
  dependencies: [{ ref: 'a', dependsOn: ['b'] }],
  vulnerabilities: [
    {
      'bom-ref': 'v',
      id: 'CVE-1',
      ratings: [{ severity: 'high' }],
      references: [{ id: 'GHSA-1', source: {} }],
      affects: [{ ref: 'a' }],
      analysis: { state: 'not_affected', justification: 'code_not_present', firstIssued: '2024-11-20T12:00:00Z' },
    },
  ],
  citations: [{ timestamp: '2026-11-20T12:00:00Z', attributedTo: 's', pointers: ['/components/0/name'] }],
};
const read = (json: JsonValue) => parseCycloneDx(fieldOf(json));

/** Without what only 1.7 has. */
function ofAnyVersion(document: JsonObject): JsonObject {
  const paths = ['citations', 'metadata.distributionConstraints', 'components.1'];
  return paths.reduce((plain, path) => withChange(plain, path, undefined), document);
}

describe('a CycloneDX document that uses every part with rules', () => {
  it('is read', () => {
    expect(read(VALID)).toMatchObject({ kind: 'sbom', specVersion: '1.7', components: 3 });
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['with a serial number that is no UUID', 'serialNumber', 'urn:uuid:1', 'FIELD_INVALID'],
    ['of a version before the first', 'version', 0, 'FIELD_INVALID'],
    ['made on a day without a time', 'metadata.timestamp', '2026-11-20', 'FIELD_INVALID'],
    ['made at no time at all', 'metadata.timestamp', 'Tuesday', 'INSTANT_INVALID'],
    ['under a license id that SPDX does not list', 'metadata.licenses.0.license.id', 'Apache-2', 'FIELD_INVALID'],
    ['under a license of neither id nor name', 'metadata.licenses.0.license', {}, 'FIELD_INVALID'],
    ['under a license of both', 'metadata.licenses.0.license.name', 'Apache', 'FIELD_INVALID'],
    ['under a license and an expression in one', 'metadata.licenses.0.expression', 'MIT', 'FIELD_INVALID'],
    [
      'with a license text in another encoding',
      'components.0.licenses.0.license.text.encoding',
      'base85',
      'FIELD_INVALID',
    ],
    ['whose component has no type', 'components.0.type', undefined, 'FIELD_MISSING'],
    ['whose component has a type of its own', 'components.0.type', 'thing', 'FIELD_INVALID'],
    ['whose inner component has no name', 'components.0.components.0.name', undefined, 'FIELD_MISSING'],
    ['whose component has a scope of its own', 'components.0.scope', 'some', 'FIELD_INVALID'],
    ['in which two parts share a name', 'services.0.bom-ref', 'b', 'FIELD_INVALID'],
    ['in which a part has an empty name', 'services.0.bom-ref', '', 'FIELD_MISSING'],
    ['with a hash of unknown kind', 'components.0.hashes.0.alg', 'SHA', 'FIELD_INVALID'],
    ['with a hash that is none', 'components.0.hashes.0.content', 'foo', 'FIELD_INVALID'],
    ['with a hash without a value', 'components.0.hashes.0.content', undefined, 'FIELD_MISSING'],
    ['with a SWID tag without an id', 'components.0.swid.tagId', undefined, 'FIELD_MISSING'],
    ['with a property without a name', 'components.0.properties.0.name', undefined, 'FIELD_MISSING'],
    ['with a reference to nowhere', 'components.0.externalReferences.0.url', undefined, 'FIELD_MISSING'],
    ['with a patch of unknown type', 'components.0.pedigree.patches.0.type', 'foo', 'FIELD_INVALID'],
    ['with a patch of an unknown issue', 'components.0.pedigree.patches.0.resolves.0.type', 'foo', 'FIELD_INVALID'],
    ['with a range of versions of its own part', 'components.1.isExternal', false, 'FIELD_INVALID'],
    ['with a range beside a version', 'components.1.version', '1', 'FIELD_INVALID'],
    ['with a service without a name', 'services.0.name', undefined, 'FIELD_MISSING'],
    ['with data that flows nowhere', 'services.0.data.0.flow', 'up', 'FIELD_INVALID'],
    ['with a dependency of nothing', 'dependencies.0.ref', undefined, 'FIELD_MISSING'],
    ['of a version that is text', 'version', '1', 'FIELD_INVALID'],
    ['with a license text of nothing', 'components.0.licenses.0.license.text.content', undefined, 'FIELD_MISSING'],
    ['under a license that nobody declared', 'metadata.licenses.0.license.acknowledgement', 'told', 'FIELD_INVALID'],
    ['with a license property without a name', 'metadata.licenses.0.license.properties.0', {}, 'FIELD_MISSING'],
    ['under a traffic light of its own', 'metadata.distributionConstraints.tlp', 'BLUE', 'FIELD_INVALID'],
    ['whose component has a purl that is no text', 'components.0.purl', 1, 'FIELD_INVALID'],
    ['whose component is external in some way', 'components.1.isExternal', 'yes', 'FIELD_INVALID'],
    ['with a range of nothing', 'components.1.versionRange', '', 'FIELD_INVALID'],
    ['with a dependency on a part without a name', 'dependencies.0.dependsOn.0', '', 'FIELD_MISSING'],
    ['with a dependency on one part twice', 'dependencies.0.dependsOn', ['b', 'b'], 'FIELD_INVALID'],
    ['in which a vulnerability shares a name', 'vulnerabilities.0.bom-ref', 'a', 'FIELD_INVALID'],
    ['with a severity of its own', 'vulnerabilities.0.ratings.0.severity', 'grave', 'FIELD_INVALID'],
    ['with another name of a vulnerability from nowhere', 'vulnerabilities.0.references.0.source', 1, 'FIELD_INVALID'],
    ['with a vulnerability of no part', 'vulnerabilities.0.affects.0.ref', undefined, 'FIELD_MISSING'],
    ['with an analysis state of its own', 'vulnerabilities.0.analysis.state', 'fine', 'FIELD_INVALID'],
    ['with a justification of its own', 'vulnerabilities.0.analysis.justification', 'fine', 'FIELD_INVALID'],
    ['analysed at no moment', 'vulnerabilities.0.analysis.firstIssued', 'now', 'INSTANT_INVALID'],
    ['made on a day that is none', 'metadata.timestamp', '2024-13-20T12:00:00Z', 'INSTANT_INVALID'],
    ['with a citation in two ways', 'citations.0.expressions', ['$'], 'FIELD_INVALID'],
    ['with a citation about an empty list', 'citations.0.pointers', [], 'FIELD_INVALID'],
    ['with a section of its own', 'acme', [], 'FIELD_UNKNOWN'],
    ['with metadata of its own', 'metadata.distribution', 'all', 'FIELD_UNKNOWN'],
    ['with a citation of nobody', 'citations.0.attributedTo', undefined, 'FIELD_MISSING'],
    ['with a citation about nothing', 'citations.0.pointers', undefined, 'FIELD_MISSING'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });

  it('may have a license id that was published after our list, if it was made later', () => {
    const unknown = withChange(VALID, 'components.0.licenses.0.license', { id: 'Published-Later-1.0' });
    const madeAt = (timestamp: string | undefined) =>
      refusalOf(() => read(withChange(unknown, 'metadata.timestamp', timestamp)));
    expect(madeAt('2027-01-01T00:00:00Z')).toBe('none');
    expect(madeAt('2024-01-01T00:00:00Z')).toBe('FIELD_INVALID');
    expect(madeAt(undefined)).toBe('FIELD_INVALID');
  });

  it.each<[string, string, JsonValue, string]>([
    ['a component of a type', 'components.0.type', 'cryptographic-asset', '1.6'],
    ['a component of a type', 'components.0.type', 'platform', '1.5'],
    ['a hash of a kind', 'components.0.hashes.0.alg', 'Streebog-256', '1.7'],
  ])('may have %s only from the version on that has it: %s %s', (_, path, value, since) => {
    const plain = ofAnyVersion(VALID);
    const before = `1.${Number(since.slice(2)) - 1}`;
    const refusalIn = (version: string) =>
      refusalOf(() => read(withChange(withChange(plain, path, value), 'specVersion', version)));
    expect([refusalIn(since), refusalIn(before)]).toEqual(['none', 'FIELD_INVALID']);
  });

  it('says which edition it is in 1.4, and may leave that out later', () => {
    const unversioned = withChange(ofAnyVersion(VALID), 'version', undefined);
    expect(refusalOf(() => read(withChange(unversioned, 'specVersion', '1.5')))).toBe('none');
    expect(refusalOf(() => read(withChange(unversioned, 'specVersion', '1.4')))).toBe('FIELD_MISSING');
  });

  it('may mix licenses and expressions from 1.7 on', () => {
    const licenses = [{ license: { id: 'MIT' } }, { expression: 'MIT OR ISC' }];
    const mixed = withChange(VALID, 'components.0.licenses', licenses);
    expect(refusalOf(() => read(mixed))).toBe('none');
    expect(refusalOf(() => read(withChange(ofAnyVersion(mixed), 'specVersion', '1.6')))).toBe('FIELD_INVALID');
  });

  it('may leave properties without a name up to 1.5', () => {
    const unnamed = withChange(ofAnyVersion(VALID), 'components.0.properties.0.name', undefined);
    expect(refusalOf(() => read(withChange(unnamed, 'specVersion', '1.5')))).toBe('none');
  });
});
