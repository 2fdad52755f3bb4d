import { ParseError, type Field } from '#kernel';

import { textOf } from '../field-readers.js';
import type { Sbom } from './predicate.js';
import { hasItems, hasText, MAX_ELEMENTS } from './sbom-fields.js';

const VERSION2 = /^SPDX-(2\.[23](?:\.\d)?)$/;
const VERSION3 = /^3\.0\.[01]$/;
/** Inventory relations count too: an image that lists what it contains has stated how its parts hang together. */
const RELATES = /^(?:DEPENDS_ON|CONTAINS|CONTAINED_BY|STATIC_LINK|DYNAMIC_LINK|(?:[A-Z]+_)?DEPENDENCY_OF)$/;
const RELATES3 = /^(?:dependsOn|contains|hasStaticLink|hasDynamicLink)$/;
const IDENTIFIERS2 = new Set(['purl', 'cpe22Type', 'cpe23Type']);
const IDENTIFIERS3 = new Set(['packageUrl', 'cpe22', 'cpe23']);

/** SPDX 2.2 or 2.3, JSON. @throws ParseError FORMAT_VERSION, FIELD_*, LIMIT_EXCEEDED */
export function parseSpdx2(document: Field): Sbom {
  const version = VERSION2.exec(document.get('spdxVersion').string())?.[1];
  if (version === undefined) throw new ParseError('FORMAT_VERSION', 'this version of SPDX is not supported');
  const packages = document.optional('packages')?.items(MAX_ELEMENTS) ?? [];
  requireNames2(document, packages);
  const relationships = document.optional('relationships')?.items(MAX_ELEMENTS) ?? [];
  return {
    kind: 'sbom',
    format: 'spdx',
    specVersion: version,
    components: packages.length,
    identifiedComponents: packages.filter(isIdentified2).length,
    hasDependencies: relationships.some((item) => RELATES.test(item.get('relationshipType').string())),
  };
}

/** SPDX 2.3 clauses 6.3, 6.4 and 7.2: what relationships point at must have the name they point by. */
function requireNames2(document: Field, packages: readonly Field[]): void {
  const id = document.get('SPDXID');
  if (id.string() !== 'SPDXRef-DOCUMENT') throw id.wrong('"SPDXRef-DOCUMENT"');
  textOf(document.get('name'));
  for (const item of packages) {
    const own = item.get('SPDXID');
    if (!/^SPDXRef-./.test(own.string())) throw own.wrong('an identifier that begins with SPDXRef-');
  }
}

function isIdentified2(item: Field): boolean {
  if (!hasText(item, 'versionInfo')) return false;
  const references = item.optional('externalRefs')?.items(MAX_ELEMENTS) ?? [];
  const named = references.some((reference) => IDENTIFIERS2.has(reference.get('referenceType').string()));
  return named || hasItems(item, 'checksums');
}

/** SPDX 3.0, JSON-LD: one flat graph of typed elements. @throws ParseError FORMAT_VERSION, FIELD_*, LIMIT_EXCEEDED */
export function parseSpdx3(document: Field): Sbom {
  const elements = document.get('@graph').items(MAX_ELEMENTS);
  const ofType = (type: string) => elements.filter((element) => typeOf(element) === type);
  const packages = ofType('software_Package');
  return {
    kind: 'sbom',
    format: 'spdx',
    specVersion: version3(ofType('CreationInfo')),
    components: packages.length,
    identifiedComponents: packages.filter(isIdentified3).length,
    hasDependencies: elements.some(isDependency3),
  };
}

function typeOf(element: Field): string {
  return (element.optional('type') ?? element.get('@type')).string();
}

function version3(infos: readonly Field[]): string {
  const version = infos[0]?.get('specVersion').string() ?? '';
  if (!VERSION3.test(version)) throw new ParseError('FORMAT_VERSION', 'no CreationInfo states SPDX 3.0.0 or 3.0.1');
  return version;
}

function isIdentified3(item: Field): boolean {
  if (!hasText(item, 'software_packageVersion')) return false;
  if (hasText(item, 'software_packageUrl') || hasItems(item, 'verifiedUsing')) return true;
  const identifiers = item.optional('externalIdentifier')?.items(MAX_ELEMENTS) ?? [];
  return identifiers.some((identifier) => IDENTIFIERS3.has(identifier.get('externalIdentifierType').string()));
}

/** A LifecycleScopedRelationship is a relationship too. */
function isDependency3(element: Field): boolean {
  if (!typeOf(element).endsWith('Relationship')) return false;
  return RELATES3.test(element.get('relationshipType').string());
}
